import { equal, isConstant, over, plus, times, type Combination } from "../combination.ts"
import type { Facts } from "../facts.ts"
import { combine, type BitRow } from "./row.ts"

/**
 * Unknowns that equations over bits settle together: a sum of bits, or of their opposites, is known to be 0 or 1, so at most one of them is
 * 1; and in another sum of the same bits each has a weight of its own, so it says which.
 *
 * @returns the unknowns, or none
 */
export function oneHot(rows: readonly BitRow[], facts: Facts, prime: bigint): number[] {
  for (const sum of [...rows, ...pairs(rows, prime)]) {
    for (const unit of new Set(sum.unknown.values())) {
      // Opposites 1 - x of the bits with coefficient -unit make all coefficients the same.
      const factors = signs(sum, unit, prime)
      if (!factors || !isZeroOrOne(total(sum, unit, factors, prime), facts)) continue
      if (rows.some((row) => tellsApart(row, factors, prime))) return [...factors.keys()]
    }
  }
  return []
}

/** The compiler has replaced two of the bits; both definitions together are the sum of all bits again. */
function pairs(rows: readonly BitRow[], prime: bigint): BitRow[] {
  if (rows.length !== 2) return []
  const [first, second] = rows as [BitRow, BitRow]
  return [1n, -1n].map((factor) => combine(first, second, factor, prime))
}

/** 1 for each unknown whose coefficient is `unit`, -1 where it is the opposite, nothing if there are other coefficients. */
function signs({ unknown }: BitRow, unit: bigint, prime: bigint): Map<number, bigint> | undefined {
  const factors = new Map([...unknown].map(([wire, coefficient]) => [wire, coefficient === unit ? 1n : -1n]))
  const fits = [...unknown.values()].every((coefficient) => coefficient === unit || coefficient === prime - unit)
  return fits ? factors : undefined
}

/** The sum of the bits that have factor 1 and of the opposites of the others. */
function total(
  { known }: BitRow,
  unit: bigint,
  factors: ReadonlyMap<number, bigint>,
  prime: bigint,
): Combination | undefined {
  if (!known) return undefined
  const opposites = [...factors.values()].filter((factor) => factor === -1n).length
  return plus(over(times(known, -1n, prime), unit, prime), new Map([[0, 1n]]), prime, BigInt(opposites))
}

function isZeroOrOne(terms: Combination | undefined, facts: Facts): boolean {
  if (terms === undefined) return false
  if (isConstant(terms)) return (terms.get(0) ?? 0n) <= 1n
  const [wire] = terms.keys()
  if (terms.size === 1 && terms.get(wire!) === 1n) return facts.bits.has(wire!)
  return [...facts.expressions.values()].some((expression) => equal(expression, terms))
}

/** Whether a row has no unknowns but these, each with another weight; one that is missing has weight 0. */
function tellsApart(row: BitRow, factors: ReadonlyMap<number, bigint>, prime: bigint): boolean {
  if ([...row.unknown.keys()].some((wire) => !factors.has(wire))) return false
  const weights = [...factors].map(([wire, factor]) => ((row.unknown.get(wire) ?? 0n) * factor + prime) % prime)
  return new Set(weights).size === weights.length
}
