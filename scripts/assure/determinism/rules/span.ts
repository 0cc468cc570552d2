import { invert } from "../../../circuits/field.ts"
import type { Combination } from "../combination.ts"

/**
 * Combinations of unknown wires that are known although the wires are not: the compiler lets hashes name the state after their last round
 * where the sources name the one after the first. Kept in reduced echelon form, known wires left out.
 */
export class Span {
  readonly #prime: bigint
  /** Pivot -> row, in which it has coefficient 1 and which no other row's pivot is in. */
  readonly #rows = new Map<number, Map<number, bigint>>()
  /** Wire that is no pivot -> pivots of the rows that it is in. */
  readonly #columns = new Map<number, Set<number>>()

  constructor(prime: bigint) {
    this.#prime = prime
  }

  /** Whether a combination of unknown wires is known. */
  has(unknown: Combination): boolean {
    let touches = false
    for (const wire of unknown.keys()) {
      if (this.#rows.has(wire)) touches = true
      else if (!this.#columns.has(wire)) return false
    }
    return touches && this.#reduce(unknown).size === 0
  }

  /**
   * Adds a combination of unknown wires that is known.
   * @returns wires that are known by themselves now
   */
  add(unknown: Combination): number[] {
    const row = this.#reduce(unknown)
    if (row.size === 0) return []
    const [pivot, coefficient] = [...row].at(-1)!
    const scale = invert(coefficient, this.#prime)
    for (const [wire, value] of row) row.set(wire, (value * scale) % this.#prime)

    const touched = [...(this.#columns.get(pivot) ?? [])]
    this.#columns.delete(pivot)
    this.#rows.set(pivot, row)
    for (const wire of row.keys()) if (wire !== pivot) this.#column(wire).add(pivot)
    for (const other of touched) {
      const target = this.#rows.get(other)!
      this.#subtract(target, row, target.get(pivot)!)
      for (const wire of row.keys()) {
        if (wire === pivot) continue
        if (target.has(wire)) this.#column(wire).add(other)
        else this.#columns.get(wire)?.delete(other)
      }
    }
    return [pivot, ...touched].filter((candidate) => this.#rows.get(candidate)!.size === 1)
  }

  /**
   * Leaves out a wire that is known now.
   * @returns wires that are known by themselves now
   */
  forget(wire: number): number[] {
    const row = this.#rows.get(wire)
    if (row) {
      this.#rows.delete(wire)
      row.delete(wire)
      for (const other of row.keys()) this.#columns.get(other)!.delete(wire)
      return this.add(row)
    }
    const pivots = [...(this.#columns.get(wire) ?? [])]
    this.#columns.delete(wire)
    for (const pivot of pivots) this.#rows.get(pivot)!.delete(wire)
    return pivots.filter((pivot) => this.#rows.get(pivot)!.size === 1)
  }

  #reduce(unknown: Combination): Map<number, bigint> {
    const rest = new Map(unknown)
    for (const wire of unknown.keys()) {
      const row = this.#rows.get(wire)
      if (row) this.#subtract(rest, row, rest.get(wire)!)
    }
    return rest
  }

  #subtract(target: Map<number, bigint>, row: Combination, factor: bigint): void {
    for (const [wire, value] of row) {
      const difference = ((target.get(wire) ?? 0n) - factor * value) % this.#prime
      if (difference === 0n) target.delete(wire)
      else target.set(wire, difference < 0n ? difference + this.#prime : difference)
    }
  }

  #column(wire: number): Set<number> {
    let pivots = this.#columns.get(wire)
    if (!pivots) this.#columns.set(wire, (pivots = new Set()))
    return pivots
  }
}
