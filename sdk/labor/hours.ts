import { InvalidInputError } from "../errors.ts"

const DECIMAL = /^(\d{0,6})(?:[.,](\d{1,20}))?\s*h?$/
const CLOCK = /^(\d{1,6})(?::([0-5]\d)|\s*h\s*([0-5]\d)\s*(?:m|min)?)$/
const QUARTERS = /^(\d{0,6})\s*([¼½¾])\s*h?$/

/**
 * Minutes of a number of hours, as people write them: 2.75, "2.75", "2,75", "2:45", "2h45", "2¾", "42h".
 *
 * A decimal is rounded to the nearest minute, half a minute up: 0.1 h is 6 minutes, 0.33 h is 20. The rounding works on the
 * decimal digits, not on a binary fraction. Quarters and h:mm are whole minutes. A mark before three digits is a decimal mark too: "1,200" is 1:12.
 *
 * @returns whole minutes, 0 or more
 * @throws InvalidInputError for anything else, among it a negative number, 2:5 (2:05 or 2:50?) and 1/4 (which spreadsheets take for a date)
 */
export function hours(value: number | string): number {
  const text = String(value).trim()
  const minutes = clock(text) ?? quarters(text) ?? decimal(text)
  if (minutes === undefined) {
    throw new InvalidInputError(
      "hours",
      value,
      'hours of zero or more, as in 2.75, "2,75", "2:45", "2h45", "2¾" or "42h"',
    )
  }
  return minutes
}

function clock(text: string): number | undefined {
  const [, whole, afterColon, afterH] = CLOCK.exec(text) ?? []
  return whole === undefined ? undefined : Number(whole) * 60 + Number(afterColon ?? afterH)
}

function quarters(text: string): number | undefined {
  const [, whole, fraction = ""] = QUARTERS.exec(text) ?? []
  return whole === undefined ? undefined : Number(whole) * 60 + ("¼½¾".indexOf(fraction) + 1) * 15
}

function decimal(text: string): number | undefined {
  const [, whole, fraction = ""] = DECIMAL.exec(text) ?? []
  if (whole === undefined || whole + fraction === "") return undefined
  const scale = 10n ** BigInt(fraction.length)
  const numerator = (BigInt(whole) * scale + BigInt(fraction)) * 60n
  return Number((2n * numerator + scale) / (2n * scale))
}

/** Hours and minutes for people: 165 is "2:45". */
export function formatMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`
}
