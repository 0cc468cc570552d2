import type { Combination } from "../combination.ts"
import type { Division } from "../rules/solve.ts"
import type { System } from "../system.ts"

/** One of the curve's formulas, found in the constraints around a division that it does. */
export interface Gadget {
  law: Law
  /** A wire inside the component that does it, by whose name the obligation is looked up. */
  at: number
  /** What must not be, in terms of the formula: the divisor is 0 only then. */
  unless: string
}

export type Law = "montgomery-add" | "montgomery-double" | "to-edwards" | "to-montgomery" | "edwards-add"

/** Looks for a formula around a division. */
export type Recogniser = (system: System, division: Quotient) => Gadget | undefined

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
