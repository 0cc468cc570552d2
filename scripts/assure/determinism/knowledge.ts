import type { Combination } from "./combination.ts"
import type { System } from "./system.ts"

/** Which wires are a function of those that were given, so far; and which expressions that are bits (see `Facts.expressions`). */
export class Knowledge {
  readonly system: System
  readonly #known: Uint8Array
  /** Constraint -> wires that it reads and that are not known yet. */
  readonly #open: Uint32Array
  readonly #ready: number[] = []

  /** @param expressions how many of them have numbers after those of the wires */
  constructor(system: System, expressions: number) {
    this.system = system
    this.#known = new Uint8Array(system.wires + expressions)
    this.#known[0] = 1
    this.#open = Uint32Array.from({ length: system.constraints }, (_, index) => system.wiresOf(index).size)
    this.#open.forEach((count, index) => {
      if (count === 1) this.#ready.push(index)
    })
  }

  isKnown(wire: number): boolean {
    return this.#known[wire] === 1
  }

  /** Whether all wires of a combination are known. */
  settles(terms: Iterable<number>): boolean {
    for (const wire of terms) if (!this.isKnown(wire)) return false
    return true
  }

  /** How many wires of a constraint are not known. */
  open(constraint: number): number {
    return this.#open[constraint]!
  }

  /** The part of a combination that is not known. */
  unknownOf(terms: Combination): Combination {
    return new Map([...terms].filter(([wire]) => !this.isKnown(wire)))
  }

  /** Marks a wire or an expression as known. @returns whether that was news */
  learn(wire: number): boolean {
    if (this.#known[wire] === 1) return false
    this.#known[wire] = 1
    for (const constraint of this.system.readers[wire] ?? []) {
      const open = this.open(constraint) - 1
      this.#open[constraint] = open
      if (open === 1) this.#ready.push(constraint)
    }
    return true
  }

  /** The next constraint with a single open wire; it may have been closed since. */
  nextReady(): number | undefined {
    return this.#ready.pop()
  }

  /** Wires that are not known. */
  unknown(): number[] {
    return Array.from({ length: this.system.wires }, (_, wire) => wire).filter((wire) => !this.isKnown(wire))
  }
}
