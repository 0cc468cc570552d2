import type { Combination } from "../combination.ts"
import type { Division } from "../rules/solve.ts"
import type { System } from "../system.ts"
import type { Points } from "./points.ts"

/** One of the curve's formulas, found in the constraints around a division that it does. */
export interface Gadget {
  law: Law
  /** Why its divisor may be 0 for all that is known; nothing if it never is. */
  doubt?: string
}

export type Law = "montgomery-add" | "montgomery-double" | "to-edwards" | "to-montgomery" | "edwards-add"

/** Looks for a formula around a division. Registers the point that it makes where its divisor is never 0. */
export type Recogniser = (system: System, division: Quotient, points: Points) => Gadget | undefined

/** quotient * divisor = dividend. */
export interface Quotient {
  constraint: number
  quotient: number
  divisor: Combination
  dividend: Combination
}

/** The parts of a constraint that divides; nothing where the quotient stands on its right side as well. */
export function quotientOf(system: System, { constraint, wire, divisor }: Division): Quotient | undefined {
  const { c } = system.product(constraint)
  return c.has(wire) ? undefined : { constraint, quotient: wire, divisor, dividend: c }
}

/** What is said where points do not come from the subgroup by formulas that are known. */
export const UNKNOWN_POINT = "its points are not known to be in the subgroup"
