import { InvalidInputError } from "../errors.ts"
import { AMOUNT_BITS } from "../parameters.ts"

/** Checks the most minutes that one row may have: 1 to what a record can hold. @throws InvalidInputError */
export function assertCap(cap: number): void {
  if (Number.isInteger(cap) && cap >= 1 && cap < 2 ** AMOUNT_BITS) return
  throw new InvalidInputError(
    "cap",
    cap,
    `whole minutes from 1 to ${2 ** AMOUNT_BITS - 1}`,
    "Write hours(14) for 14 hours",
  )
}
