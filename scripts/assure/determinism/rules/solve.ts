import { plus, times, type Combination } from "../combination.ts"
import type { Facts } from "../facts.ts"
import type { Knowledge } from "../knowledge.ts"

/** A wire that one constraint settles if `divisor` is not 0: divisor * wire = something known. */
export interface Division {
  constraint: number
  wire: number
  divisor: Combination
}

/**
 * A constraint with one open wire x that it reads in one factor at most is linear in x: divisor * x = something known. There is at most
 * one such x where the divisor is not 0.
 *
 * @returns the wire if that is sure, the division if it is not, nothing if the constraint is not linear in its open wire
 */
export function solve(knowledge: Knowledge, facts: Facts, constraint: number): number | Division | undefined {
  const { system } = knowledge
  const wire = [...system.wiresOf(constraint)].find((candidate) => !knowledge.isKnown(candidate))
  if (wire === undefined) return undefined
  const { a, b, c } = system.product(constraint)
  const [inA, inB, inC] = [a, b, c].map((side) => side.get(wire) ?? 0n) as [bigint, bigint, bigint]
  if (inA !== 0n && inB !== 0n) return undefined
  const product = inA === 0n ? times(a, inB, system.prime) : times(b, inA, system.prime)
  const divisor = inA === 0n && inB === 0n ? new Map([[0, inC]]) : plus(product, new Map([[0, inC]]), system.prime, -1n)
  // A sum of the other side's wires may have cancelled out.
  if (divisor.size === 0) return undefined
  return facts.isNeverZero(divisor) ? wire : { constraint, wire, divisor }
}
