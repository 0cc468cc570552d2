import { invert, residue } from "../../circuits/field.ts"
import type { LinearCombination } from "../../circuits/r1cs.ts"

/**
 * A sum of coefficient * wire, by wire; coefficients are residues other than 0. Wire 0 holds the constant 1. Numbers from the count of
 * wires on stand for expressions that are known to be 0 or 1 (see `Facts.bits`).
 */
export type Combination = ReadonlyMap<number, bigint>

/** Reads a linear combination of a constraint. */
export function combination({ wires, coefficients }: LinearCombination, prime: bigint): Combination {
  const terms = new Map<number, bigint>()
  for (let i = 0; i < wires.length; i++) add(terms, wires[i]!, coefficients[i]!, prime)
  return terms
}

/** first + factor * second. */
export function plus(first: Combination, second: Combination, prime: bigint, factor = 1n): Combination {
  const terms = new Map(first)
  for (const [wire, coefficient] of second) add(terms, wire, factor * coefficient, prime)
  return terms
}

/** factor * terms. */
export function times(terms: Combination, factor: bigint, prime: bigint): Combination {
  return plus(new Map(), terms, prime, factor)
}

/** terms / divisor, for a divisor other than 0. */
export function over(terms: Combination, divisor: bigint, prime: bigint): Combination {
  return divisor === 1n ? terms : times(terms, invert(divisor, prime), prime)
}

/** Whether it is the same number for every witness; 0 has no terms. */
export function isConstant(terms: Combination): boolean {
  return terms.size === 0 || (terms.size === 1 && terms.has(0))
}

/** Whether two combinations are the same. */
export function equal(first: Combination, second: Combination): boolean {
  if (first.size !== second.size) return false
  for (const [wire, coefficient] of first) if (second.get(wire) !== coefficient) return false
  return true
}

/** A name for all non-zero multiples of a combination: one is 0 exactly if the others are. */
export function direction(terms: Combination, prime: bigint): string {
  const sorted = [...terms].sort(([a], [b]) => a - b)
  if (sorted.length === 0) return ""
  const scale = invert(sorted[0]![1], prime)
  return sorted.map(([wire, coefficient]) => `${wire}:${residue(coefficient * scale, prime).toString(36)}`).join(" ")
}

/** The only wire of a combination that has one term and no constant. */
export function onlyWire(terms: Combination): { wire: number; coefficient: bigint } | undefined {
  if (terms.size !== 1) return undefined
  const [[wire, coefficient]] = [...terms] as [[number, bigint]]
  return wire === 0 ? undefined : { wire, coefficient }
}

function add(terms: Map<number, bigint>, wire: number, value: bigint, prime: bigint): void {
  const sum = residue((terms.get(wire) ?? 0n) + value, prime)
  if (sum === 0n) terms.delete(wire)
  else terms.set(wire, sum)
}
