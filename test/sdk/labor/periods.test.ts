import { expect } from "chai"
import fc from "fast-check"
import { dateOf, dayOf, InvalidInputError, Periods, type Day, type Period, type Weekday } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

const LAST_DAY = 2 ** 20 - 1
const WEEKDAYS: Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

function dates({ name, from, to }: Period): [string, string, string] {
  return [name, dateOf(from), dateOf(to)]
}

/** The weekday as the calendar of the machine has it, 0 for Sunday. */
function weekdayOf(day: Day): number {
  return new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay()
}

/** The week of ISO 8601 counted day by day: week 1 has the year's first Thursday. */
function isoWeekByCounting(monday: Day): string {
  const year = dateOf(monday + 3).slice(0, 4)
  let thursdays = 0
  for (let day = dayOf(`${year}-01-01`); day <= monday + 3; day++) if (weekdayOf(day) === 4) thursdays++
  return `${year}-W${String(thursdays).padStart(2, "0")}`
}

describe("periods", () => {
  it("are weeks from Monday to Sunday, with the numbers of ISO 8601 across years of 52 and 53 weeks", () => {
    const weeks = Periods.weeks()
    expect(dates(weeks.at("2026-01-04"))).to.deep.equal(["2026-W01", "2025-12-29", "2026-01-04"])
    expect(dates(weeks.at("2026-01-05"))).to.deep.equal(["2026-W02", "2026-01-05", "2026-01-11"])
    expect(dates(weeks.at("2021-01-03"))).to.deep.equal(["2020-W53", "2020-12-28", "2021-01-03"])
    expect(dates(weeks.at("2024-12-30"))).to.deep.equal(["2025-W01", "2024-12-30", "2025-01-05"])
    expect(dates(weeks.at("2024-02-29"))).to.deep.equal(["2024-W09", "2024-02-26", "2024-03-03"])
  })

  it("are weeks that end on any other weekday", () => {
    expect(dates(Periods.weeks("friday").at("2026-01-02"))).to.deep.equal([
      "week to 2026-01-02",
      "2025-12-27",
      "2026-01-02",
    ])
    expect(dates(Periods.weeks("friday").at("2026-01-03"))).to.deep.equal([
      "week to 2026-01-09",
      "2026-01-03",
      "2026-01-09",
    ])
  })

  it("are months of 28 to 31 days", () => {
    const months = Periods.months()
    for (const [day, from, to] of [
      ["2026-02-28", "2026-02-01", "2026-02-28"],
      ["2024-02-29", "2024-02-01", "2024-02-29"],
      ["2100-02-01", "2100-02-01", "2100-02-28"],
      ["2000-02-15", "2000-02-01", "2000-02-29"],
      ["2026-04-30", "2026-04-01", "2026-04-30"],
      ["2025-12-31", "2025-12-01", "2025-12-31"],
      ["2026-01-01", "2026-01-01", "2026-01-31"],
      ["1970-01-01", "1970-01-01", "1970-01-31"],
    ] as const) {
      expect(dates(months.at(day))).to.deep.equal([day.slice(0, 7), from, to])
    }
  })

  it("are numbered cycles from a stated first day on", () => {
    const cycles = Periods.cycles({ firstDay: "2025-09-01", days: 42 })
    expect(dates(cycles.at("2025-09-01"))).to.deep.equal(["cycle 1", "2025-09-01", "2025-10-12"])
    expect(dates(cycles.at("2025-10-12"))).to.deep.equal(["cycle 1", "2025-09-01", "2025-10-12"])
    expect(dates(cycles.at("2025-10-13"))).to.deep.equal(["cycle 2", "2025-10-13", "2025-11-23"])
    expect(dates(cycles.numbered(5))).to.deep.equal(["cycle 5", "2026-02-16", "2026-03-29"])
  })

  it("are over on the day after their last one", () => {
    const weeks = Periods.weeks()
    expect(weeks.lastEnded(2, "2026-03-01").map(({ name }) => name)).to.deep.equal(["2026-W07", "2026-W08"])
    expect(weeks.lastEnded(2, "2026-03-02").map(({ name }) => name)).to.deep.equal(["2026-W08", "2026-W09"])
    expect(weeks.lastEnded(1, "2026-03-02")[0]).to.deep.equal(weeks.at("2026-03-01"))
    const months = Periods.months()
    expect(months.lastEnded(3, "2024-03-01").map(({ name }) => name)).to.deep.equal(["2023-12", "2024-01", "2024-02"])
    expect(months.lastEnded(1, "2024-02-29").map(({ name }) => name)).to.deep.equal(["2024-01"])
  })

  it("do not begin before the first", async () => {
    const cycles = Periods.cycles({ firstDay: "2025-09-01", days: 42 })
    await refused(() => cycles.at("2025-08-31"), InvalidInputError, "2025-08-31", "2025-09-01")
    await refused(() => cycles.lastEnded(1, "2025-08-31"), InvalidInputError, "2025-08-31", "2025-10-12")
    await refused(() => cycles.lastEnded(1, "2025-10-12"), InvalidInputError, "2025-10-12")
    expect(cycles.lastEnded(1, "2025-10-13")[0]?.number).to.equal(1)
    await refused(() => cycles.lastEnded(2, "2025-10-13"), InvalidInputError, "2", "from 1 to 1")
    await refused(() => Periods.weeks().at("1970-01-04"), InvalidInputError, "1970-01-05")
    expect(Periods.weeks().at("1970-01-05").number).to.equal(1)
    await refused(() => Periods.months().at("1969-12-31"), InvalidInputError)
    await refused(() => cycles.at(dayOf("2025-09-01") - 0.5), InvalidInputError)
  })

  it("do not go beyond the last day that a record can have", async () => {
    const days = Periods.cycles({ firstDay: LAST_DAY - 1, days: 1 })
    expect(days.at(LAST_DAY)).to.include({ number: 2, from: LAST_DAY, to: LAST_DAY })
    await refused(() => days.numbered(3), InvalidInputError, String(LAST_DAY + 1))
    const pairs = Periods.cycles({ firstDay: LAST_DAY - 2, days: 2 })
    await refused(() => pairs.at(LAST_DAY), InvalidInputError)
    await refused(() => Periods.months().at(LAST_DAY), InvalidInputError)
    await refused(() => Periods.weeks().numbered(Number.MAX_SAFE_INTEGER), InvalidInputError)
    await refused(() => Periods.months().numbered(1e6), InvalidInputError)
  })

  for (const [what, call] of Object.entries<() => unknown>({
    "a weekday that is none": () => Periods.weeks("caturday" as Weekday),
    "cycles of no day": () => Periods.cycles({ firstDay: 0, days: 0 }),
    "cycles of half a day": () => Periods.cycles({ firstDay: 0, days: 0.5 }),
    "a first day that is none": () => Periods.cycles({ firstDay: "2025-02-29", days: 42 }),
    "a day that is none": () => Periods.months().at("2025-02-29"),
    "a number of 0": () => Periods.months().numbered(0),
    "half a number": () => Periods.cycles({ firstDay: 0, days: 42 }).numbered(1.5),
    "no periods": () => Periods.months().lastEnded(0, "2026-01-01"),
    "half a period": () => Periods.months().lastEnded(1.5, "2026-01-01"),
  })) {
    it(`refuse ${what}`, () => refused(call, InvalidInputError))
  }

  it("hold every day once, as counting day by day says", () => {
    const start = fc.integer({ min: 7, max: LAST_DAY - 200 })
    fc.assert(
      fc.property(start, fc.constantFrom(...WEEKDAYS), fc.integer({ min: 1, max: 60 }), (first, weekday, length) => {
        const calendars: { periods: Periods; begins: (day: Day) => boolean }[] = [
          { periods: Periods.months(), begins: (day) => dateOf(day).endsWith("-01") },
          { periods: Periods.weeks(weekday), begins: (day) => weekdayOf(day - 1) === WEEKDAYS.indexOf(weekday) },
          {
            periods: Periods.cycles({ firstDay: first, days: length }),
            begins: (day) => (day - first) % length === 0,
          },
        ]
        for (const { periods, begins } of calendars) {
          let current = periods.at(first)
          expect(begins(current.from)).to.equal(true)
          for (let day = first; day < first + 100; day++) {
            if (day > first && begins(day)) {
              const next = periods.numbered(current.number + 1)
              expect(next.from).to.equal(day)
              expect(current.to).to.equal(day - 1)
              current = next
            }
            expect(periods.at(day)).to.deep.equal(current)
            expect(current.from <= day && day <= current.to).to.equal(true)
          }
          const ended = periods.numbered(current.number)
          expect(periods.lastEnded(1, current.to + 1)).to.deep.equal([ended])
        }
      }),
      { numRuns: 100 },
    )
  })

  it("have the names of ISO 8601, as counting Thursdays says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 100_000 }), (day) => {
        const { name, from } = Periods.weeks().at(day)
        expect(name).to.equal(isoWeekByCounting(from))
      }),
      { numRuns: 100 },
    )
  })
})
