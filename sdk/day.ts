import { InvalidInputError } from "./errors.ts"
import { DAY_BITS } from "./parameters.ts"

const MILLISECONDS_PER_DAY = 86_400_000

/** Days since 1970-01-01 (UTC), 0 to 2^20 - 1. */
export type Day = number

/**
 * The day of an ISO date.
 *
 * @param date "2024-03-01", or a day number, which is only checked
 * @throws InvalidInputError for no such day, or one before 1970 or after the year 4840
 */
export function dayOf(date: string | Day): Day {
  if (typeof date === "number") {
    if (!Number.isInteger(date) || date < 0 || date >= 2 ** DAY_BITS) {
      throw new InvalidInputError("day", date, "a number of days since 1970-01-01, from 0 to 2^20 - 1")
    }
    return date
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  const day = time / MILLISECONDS_PER_DAY
  // Date.parse turns 2024-02-30 into 1 March; the way back shows it.
  if (Number.isNaN(day) || day < 0 || day >= 2 ** DAY_BITS || dateOf(day) !== date) {
    throw new InvalidInputError(
      "date",
      date,
      "a day of the calendar from 1970-01-01 to 4840-11-25, written as in 2024-03-01",
    )
  }
  return day
}

/** The ISO date of a day. */
export function dateOf(day: Day): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
}

/** Today in UTC, the calendar of the protocol. */
export function today(): Day {
  return Math.floor(Date.now() / MILLISECONDS_PER_DAY)
}
