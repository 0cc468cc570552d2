import { residue } from "../../circuits/field.ts"
import { direction, isConstant, onlyWire, over, plus, times, type Combination } from "./combination.ts"
import type { System } from "./system.ts"

/**
 * What every witness keeps to by a single constraint, whatever else is known: which expressions are 0 or 1 and which are never 0.
 */
export class Facts {
  /** Wires that are 0 or 1. */
  readonly bits = new Set<number>()
  /**
   * Expressions of several wires that are 0 or 1, each as a number of its own from the count of wires on. The compiler replaces one bit
   * of each sum by what the sum and the other bits say; here it has a name again: 0 = expression - bit.
   */
  readonly expressions = new Map<number, Combination>()
  /** Bits that are 1 exactly where an expression is 0, with that expression. */
  readonly zeroTests = new Map<number, Combination>()
  /** Wire -> expressions that are told by it, a wire that is no bit where they have one. */
  readonly #expressionsBy = new Map<number, [number, Combination][]>()
  readonly #neverZero = new Set<string>()
  readonly #prime: bigint

  constructor(system: System) {
    this.#prime = system.prime
    let next = system.wires
    for (let index = 0; index < system.constraints; index++) {
      if (system.isConstantProduct(index)) {
        // A product that is not 0 has no factor that is.
        const { a, b } = system.product(index)
        this.#neverZero.add(direction(a, this.#prime))
        this.#neverZero.add(direction(b, this.#prime))
        continue
      }
      const bit = bitOf(system, index)
      if (!bit) continue
      const wire = wireOrOpposite(bit, this.#prime)
      if (wire !== undefined) this.bits.add(wire)
      else this.expressions.set(next++, bit)
    }
    for (const [number, expression] of this.expressions) {
      const wires = [...expression.keys()].filter((wire) => wire !== 0)
      const sign = wires.find((wire) => !this.bits.has(wire)) ?? wires[0]!
      this.#expressionsBy.set(sign, [...(this.#expressionsBy.get(sign) ?? []), [number, expression]])
    }
  }

  /** A combination with the numbers of expressions in the place of their wires, where that makes it shorter. */
  named(terms: Combination): Combination {
    let result = terms
    for (const wire of terms.keys()) {
      for (const [number, expression] of this.#expressionsBy.get(wire) ?? []) {
        const factor = over(new Map([[0, result.get(wire) ?? 0n]]), expression.get(wire)!, this.#prime).get(0) ?? 0n
        const rest = plus(result, expression, this.#prime, -factor)
        if (rest.size + 1 < result.size) result = plus(rest, new Map([[number, factor]]), this.#prime)
      }
    }
    return result
  }

  /** Whether a wire or an expression is 0 or 1. */
  isBit(wire: number): boolean {
    return this.bits.has(wire) || this.expressions.has(wire)
  }

  /** Whether no witness makes the combination 0. */
  isNeverZero(terms: Combination): boolean {
    if (terms.size === 0) return false
    return isConstant(terms) || this.#neverZero.has(direction(terms, this.#prime))
  }
}

/** The expression that a constraint t * (s * t - u) = 0 makes 0 or 1, s and u being numbers: t * s / u. */
function bitOf(system: System, index: number): Combination | undefined {
  const { a: few, b: many, c: right } = system.shape(index)
  if (right !== 0 || Math.abs(few - many) > 1) return undefined
  const { prime } = system
  const { a, b, c } = system.product(index)
  if (c.size > 0) return undefined
  const factor = a.size <= b.size ? a : b
  const other = factor === a ? b : a
  const [wire, coefficient] = [...factor].find(([candidate]) => candidate !== 0) ?? [0, 0n]
  if (wire === 0) return undefined
  const scaled = over(factor, coefficient, prime)
  const ratio = other.get(wire) ?? 0n
  if (ratio === 0n) return undefined
  // scaled * (scaled + rest) = 0
  const rest = plus(over(other, ratio, prime), scaled, prime, -1n)
  if (!isConstant(rest) || rest.size === 0) return undefined
  return over(scaled, residue(-rest.get(0)!, prime), prime)
}

/** The wire w of an expression w or 1 - w. */
function wireOrOpposite(bit: Combination, prime: bigint): number | undefined {
  const opposite = plus(new Map([[0, 1n]]), times(bit, -1n, prime), prime)
  return [bit, opposite].map(onlyWire).find((only) => only?.coefficient === 1n)?.wire
}
