import { dateOf, dayOf, type Day } from "../day.ts"

/** Number of the month that a day is in; January 1970 is 1. */
export function monthOf(day: Day): number {
  const [year, month] = dateOf(day).split("-").map(Number) as [number, number]
  return (year - 1970) * 12 + month
}

/** First day of a month. @throws InvalidInputError for one before 1970 */
export function monthStart(number: number): Day {
  const year = 1970 + Math.floor((number - 1) / 12)
  const month = number - (year - 1970) * 12
  return dayOf(`${year}-${String(month).padStart(2, "0")}-01`)
}

/** The same date some months earlier, or that month's last day where it lacks the date. @throws InvalidInputError for one before 1970 */
export function monthsEarlier(day: Day, months: number): Day {
  const here = monthOf(day)
  const date = day - monthStart(here)
  return Math.min(monthStart(here - months) + date, monthStart(here - months + 1) - 1)
}
