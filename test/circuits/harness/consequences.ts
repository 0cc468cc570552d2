import { invert, residue } from "./field.ts"
import { evaluate, wiresOf } from "./r1cs.ts"
import type { ConstraintSystem } from "./r1cs.ts"

interface Step {
  wire: number
  constraint: number
  /** 1 / coefficient of the wire in c. */
  inverse: bigint
}

/**
 * What follows from what in a constraint system: inputs and hints are free, each other wire is settled by one constraint.
 * A forger who changes some wires recomputes what follows from them, so that only those constraints fail that are there to
 * stop him.
 *
 * A wire follows from a constraint if it stands there in `c` alone and all others are known. What never comes to follow is a
 * hint: the bits of a number, a choice, an inverse. For systems without simplification; it mixes wires so that they follow
 * from several constraints together.
 */
export class Consequences {
  readonly #system: ConstraintSystem
  readonly #steps: Step[] = []
  /** Wires of inputs and hints: nothing settles them. */
  readonly free: number[] = []

  constructor(system: ConstraintSystem) {
    this.#system = system
    const { constraints, prime } = system
    const reads = constraints.map(wiresOf)
    const unknown = reads.map((wires) => wires.size)
    const readers: number[][] = Array.from({ length: system.wires }, () => [])
    reads.forEach((wires, constraint) => wires.forEach((wire) => readers[wire]!.push(constraint)))
    const known = new Uint8Array(system.wires)
    known[0] = 1

    const ready: number[] = []
    const learn = (wire: number): void => {
      known[wire] = 1
      for (const constraint of readers[wire]!) {
        unknown[constraint]!--
        if (unknown[constraint] === 1) ready.push(constraint)
      }
    }
    const free = (wire: number): void => {
      this.free.push(wire)
      learn(wire)
    }

    const unknownOf = (constraint: number): number[] => [...reads[constraint]!].filter((wire) => !known[wire])

    // Constraints with one unknown wire that they do not settle: they check it.
    const checks = new Set<number>()
    const settle = (): void => {
      for (let constraint = ready.pop(); constraint !== undefined; constraint = ready.pop()) {
        if (unknown[constraint] !== 1) continue
        const { a, b, c } = constraints[constraint]!
        const wire = unknownOf(constraint)[0]!
        if (a.wires.includes(wire) || b.wires.includes(wire)) {
          checks.add(constraint)
          continue
        }
        const coefficient = c.coefficients[c.wires.indexOf(wire)]!
        this.#steps.push({ wire, constraint, inverse: invert(coefficient, prime) })
        learn(wire)
      }
    }
    const nextHint = (): number => {
      const bits = new Set<number>()
      const others = new Set<number>()
      for (const constraint of checks) {
        const [wire] = unknownOf(constraint)
        const { a, b } = constraints[constraint]!
        if (wire === undefined) checks.delete(constraint)
        // As in bit * (bit - 1) = 0.
        else if (a.wires.includes(wire) && b.wires.includes(wire)) bits.add(wire)
        else others.add(wire)
      }
      // First the bits of a number that is known already, so that numbers settle their bits and not the other way round.
      const ordered = [...bits].sort((x, y) => x - y)
      const spelling = ordered.find((bit) =>
        readers[bit]!.some((reader) => !checks.has(reader) && unknownOf(reader).every((wire) => bits.has(wire))),
      )
      return spelling ?? ordered[0] ?? [...others].sort((x, y) => x - y)[0] ?? known.indexOf(0)
    }

    unknown.forEach((count, constraint) => count === 1 && ready.push(constraint))
    const firstInput = system.publicOutputs + 1
    const inputs = system.publicInputs + system.privateInputs
    for (let wire = firstInput; wire < firstInput + inputs; wire++) free(wire)
    settle()
    for (let hint = nextHint(); hint !== -1; hint = nextHint()) {
      free(hint)
      settle()
    }
  }

  /**
   * A copy of a witness with some wires overwritten, and all that follows from them recomputed.
   * Overwritten wires keep what they were given, also where something else follows.
   */
  follow(witness: readonly bigint[], overwritten: ReadonlyMap<number, bigint>): bigint[] {
    const { constraints, prime } = this.#system
    const forged = [...witness]
    const changed = new Uint8Array(witness.length)
    for (const [wire, value] of overwritten) {
      if (forged[wire] === value) continue
      forged[wire] = value
      changed[wire] = 1
    }
    const touched = (wire: number): boolean => changed[wire] === 1
    for (const { wire, constraint, inverse } of this.#steps) {
      if (overwritten.has(wire)) continue
      const { a, b, c } = constraints[constraint]!
      if (!a.wires.some(touched) && !b.wires.some(touched) && !c.wires.some(touched)) continue
      forged[wire] = 0n
      const rest = evaluate(a, forged, prime) * evaluate(b, forged, prime) - evaluate(c, forged, prime)
      forged[wire] = residue(rest * inverse, prime)
      if (forged[wire] !== witness[wire]) changed[wire] = 1
    }
    return forged
  }
}
