import { invert, residue } from "../../../circuits/field.ts"
import type { BitRow } from "./row.ts"

/**
 * Whether an equation has at most one solution in bits: scaled somehow, each coefficient is larger than all smaller ones together, and all
 * together are less than the field's order. Two solutions would differ by coefficients that add up to 0 with signs; over so few bits such
 * a sum cannot wrap around the field, and the largest of them cannot be made up for.
 *
 * @param row all of whose unknowns are bits
 */
export function spellsBits(row: BitRow, prime: bigint): boolean {
  const coefficients = [...row.unknown.values()]
  return coefficients.some((unit) => isSuperincreasing(coefficients, invert(unit, prime), prime))
}

function isSuperincreasing(coefficients: readonly bigint[], scale: bigint, prime: bigint): boolean {
  const weights: bigint[] = []
  let sum = 0n
  for (const coefficient of coefficients) {
    const scaled = residue(coefficient * scale, prime)
    const weight = scaled > prime / 2n ? prime - scaled : scaled
    sum += weight
    // It follows from what is compared below, since no weight is above half the order; here it ends a vain try early.
    if (sum >= prime) return false
    weights.push(weight)
  }
  let below = 0n
  for (const weight of weights.sort((a, b) => (a < b ? -1 : 1))) {
    if (weight <= below) return false
    below += weight
  }
  return true
}
