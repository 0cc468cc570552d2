import { dateOf, dayOf, type Day } from "../../../sdk/index.ts"

const DAYS_A_WEEK = 7

/**
 * The Sunday of an ISO week.
 *
 * @param week as in "2026-W13"
 * @returns undefined for a text of another form, or a week that the year does not have
 */
export function sundayOf(week: string): Day | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? []
  if (year === undefined || Number(number) < 1) return undefined
  // 4 January is always in week 1. Day 0 was a Thursday, so day + 3 counts from a Monday.
  const fourth = dayOf(`${year}-01-04`)
  const sunday = fourth - ((fourth + 3) % DAYS_A_WEEK) + DAYS_A_WEEK * Number(number) - 1
  // The Thursday says which year a week belongs to.
  return dateOf(sunday - 3).startsWith(year) ? sunday : undefined
}

/** First and last day of a month. @param month as in "2006-01"; undefined for another form or no such month */
export function daysOfMonth(month: string): { first: Day; last: Day } | undefined {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? []
  if (year === undefined || Number(number) < 1 || Number(number) > 12 || Number(year) < 1970) return undefined
  const next =
    Number(number) === 12 ? `${String(Number(year) + 1).padStart(4, "0")}-01` : following(year, Number(number))
  return { first: dayOf(`${month}-01`), last: dayOf(`${next}-01`) - 1 }
}

function following(year: string, month: number): string {
  return `${year}-${String(month + 1).padStart(2, "0")}`
}
