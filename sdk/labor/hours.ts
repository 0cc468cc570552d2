import { InvalidInputError } from "../errors.ts"

const DECIMAL = /^(\d{1,6})([.,](\d{1,6}))?\s*h?$/
const CLOCK = /^(\d{1,6}):([0-5]\d)$/

/**
 * Minutes of a number of hours, as people write them: 2.75, "2.75", "2,75", "2:45", "42h".
 *
 * A decimal is rounded to the nearest minute, half a minute up: 0.1 h is 6 minutes, 0.33 h is 20. The rounding works on the
 * decimal digits, not on a binary fraction.
 *
 * @returns whole minutes, 0 or more
 * @throws InvalidInputError for anything else, a negative number among it
 */
export function hours(value: number | string): number {
  const text = String(value).trim()
  const clock = CLOCK.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const decimal = DECIMAL.exec(text)
  if (!decimal) throw new InvalidInputError("hours", value, 'hours of zero or more, as in 2.75, "2:45" or "42h"')
  const whole = BigInt(decimal[1] as string)
  const fraction = decimal[3] ?? ""
  const scale = 10n ** BigInt(fraction.length)
  const numerator = (whole * scale + BigInt(fraction || "0")) * 60n
  return Number((2n * numerator + scale) / (2n * scale))
}

/** Hours and minutes for people: 165 is "2:45". */
export function formatMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`
}
