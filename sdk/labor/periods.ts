import { dateOf, dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { monthOf, monthStart } from "./months.ts"

/** A week, a month or another stretch of days; the first and the last day belong to it. */
export interface Period {
  /** From 1 on, without gaps. Of a cycle it is the number that people know; of weeks and months it counts from 1970. */
  number: number
  /** "2026-W01" for a week from Monday to Sunday, "week to 2026-01-03" for another one, "2026-01", "cycle 7": good for a scope's name. */
  name: string
  from: Day
  to: Day
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const

export type Weekday = (typeof WEEKDAYS)[number]

/**
 * The calendar of a commune's quotas: periods one after the other, so that each day from the first one on is in exactly one. Days are dates of the
 * calendar (UTC): no clock is changed in them, and none has 23 or 25 hours.
 */
export class Periods {
  readonly #numberAt: (day: Day) => number
  /** First day of a period. */
  readonly #startOf: (number: number) => Day
  readonly #nameOf: (period: Omit<Period, "name">) => string

  private constructor(
    numberAt: (day: Day) => number,
    startOf: (number: number) => Day,
    nameOf: (period: Omit<Period, "name">) => string,
  ) {
    this.#numberAt = numberAt
    this.#startOf = startOf
    this.#nameOf = nameOf
  }

  /**
   * Weeks that end on a weekday, Sunday (as in ISO 8601) when not given.
   *
   * @throws InvalidInputError for no weekday
   */
  static weeks(lastDay: Weekday = "sunday"): Periods {
    const index = WEEKDAYS.indexOf(lastDay)
    if (index < 0) throw new InvalidInputError("lastDay", lastDay, `one of ${WEEKDAYS.join(", ")}`)
    // 1970-01-01 was a Thursday; whole weeks begin at most six days later.
    const first = (index + WEEKDAYS.indexOf("thursday")) % 7
    return Periods.#ofLength(7, first, ({ to }) => (index === 0 ? isoWeekName(to) : `week to ${dateOf(to)}`))
  }

  /** Months of the calendar, of 28 to 31 days. */
  static months(): Periods {
    return new Periods(monthOf, monthStart, ({ from }) => dateOf(from).slice(0, 7))
  }

  /**
   * Cycles of a fixed number of days; cycle 1 begins on the stated day. Six weeks are 42 days.
   *
   * @throws InvalidInputError
   */
  static cycles({ firstDay, days }: { firstDay: string | Day; days: number }): Periods {
    if (!Number.isInteger(days) || days < 1)
      throw new InvalidInputError("days", days, "a whole number of days, 1 or more")
    return Periods.#ofLength(days, dayOf(firstDay), ({ number }) => `cycle ${number}`)
  }

  static #ofLength(days: number, first: Day, nameOf: (period: Omit<Period, "name">) => string): Periods {
    return new Periods(
      (day) => Math.floor((day - first) / days) + 1,
      (number) => first + (number - 1) * days,
      nameOf,
    )
  }

  /** The period that a day is in. @throws InvalidInputError for a day before the first period */
  at(day: string | Day): Period {
    const number = this.#numberAt(dayOf(day))
    if (number < 1) {
      const first = dateOf(this.#startOf(1))
      throw new InvalidInputError("day", dateOf(dayOf(day)), `${first} or later: the first period begins there`)
    }
    return this.numbered(number)
  }

  /** A period by its number. @throws InvalidInputError for one below 1, or that ends after the last day that a record can have */
  numbered(number: number): Period {
    if (!Number.isInteger(number) || number < 1) {
      throw new InvalidInputError("number of the period", number, "a whole number, 1 or more")
    }
    const period = { number, from: dayOf(this.#startOf(number)), to: dayOf(this.#startOf(number + 1) - 1) }
    return { ...period, name: this.#nameOf(period) }
  }

  /**
   * The last so many periods that were over before a day, the oldest first. On its own last day a period is not over yet.
   *
   * @param before when sheets need days to be countersigned, so many days before today
   * @throws InvalidInputError when fewer were over
   */
  lastEnded(count: number, before: string | Day): Period[] {
    const last = this.#numberAt(dayOf(before)) - 1
    if (last < 1) {
      const firstEnd = dateOf(this.numbered(1).to)
      throw new InvalidInputError("day", dateOf(dayOf(before)), `after ${firstEnd}, on which the first period ends`)
    }
    if (!Number.isInteger(count) || count < 1 || count > last) {
      throw new InvalidInputError(
        "number of periods",
        count,
        `from 1 to ${last}: no more were over before ${dateOf(dayOf(before))}`,
      )
    }
    return Array.from({ length: count }, (_, index) => this.numbered(last - count + 1 + index))
  }
}

/** The week of ISO 8601 that ends on a Sunday. It belongs to the year that its Thursday is in, which has at least four of its days. */
function isoWeekName(sunday: Day): string {
  const thursday = sunday - 3
  const year = dateOf(thursday).slice(0, 4)
  const week = Math.floor((thursday - dayOf(`${year}-01-01`)) / 7) + 1
  return `${year}-W${String(week).padStart(2, "0")}`
}
