import { dateOf, dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { monthsEarlier } from "./months.ts"
import type { Quota } from "./quota.ts"

/**
 * That a member holds a certificate of a kind which is valid on a day: one record of it within the months that end on that day.
 *
 * A certificate is valid from its own day on, up to the day before the same date so many months later; where that month lacks the date, through its
 * last day. In a year that is 365 days, or 366 with a 29 February among them: passed on 2025-03-01 it is valid through 2026-02-28, on 2024-02-29
 * through 2025-02-28.
 *
 * @param on     the day that is asked about, `today()` say
 * @param months how long it is valid: a year when not given
 * @throws InvalidInputError
 */
export function certificateQuota(kind: string | number, on: string | Day, months = 12): Quota {
  if (!Number.isInteger(months) || months < 1) {
    throw new InvalidInputError("months", months, "a whole number of months, 1 or more")
  }
  const day = dayOf(on)
  return { kinds: [kind], from: dateOf(monthsEarlier(day, months) + 1), to: dateOf(day), atLeast: 1 }
}
