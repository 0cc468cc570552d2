import { expect } from "chai"
import fc from "fast-check"
import {
  dateOf,
  dayOf,
  hours,
  InvalidInputError,
  Periods,
  quotaInEach,
  quotaOver,
  type Day,
  type Quota,
} from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { holdingOf, missingMinutes, type Line } from "./scene.ts"

const WEEKLY = { kinds: ["kitchen", "care", "sick"], atLeast: hours(42) }
const ana = memberNumber(1)
const weeks = Periods.weeks()
const months = Periods.months()
const cycles = Periods.cycles({ firstDay: "2025-09-01", days: 42 })

/** The minutes of the days of a quota. */
function within({ from, to }: Quota, minutesOf: (day: Day) => number): number {
  let sum = 0
  for (let day = dayOf(from); day <= dayOf(to); day++) sum += minutesOf(day)
  return sum
}

describe("a quota over periods", () => {
  it("asks for the share as many times as there are periods", () => {
    expect(quotaOver(weeks.lastEnded(4, "2026-03-02"), WEEKLY)).to.deep.equal({
      kinds: WEEKLY.kinds,
      from: "2026-02-02",
      to: "2026-03-01",
      atLeast: 10_080,
    })
    expect(quotaOver([cycles.at("2025-11-23")], { kinds: [0], atLeast: hours(2.75) })).to.deep.equal({
      kinds: [0],
      from: "2025-10-13",
      to: "2025-11-23",
      atLeast: 165,
    })
    expect(quotaOver([months.at("2024-02-10")], { kinds: [0], atLeast: hours(100) })).to.deep.equal({
      kinds: [0],
      from: "2024-02-01",
      to: "2024-02-29",
      atLeast: 6000,
    })
  })

  it("stays the same for the whole week and moves on by one week with the next", () => {
    const quotas = ["2026-03-02", "2026-03-08", "2026-03-09"].map((day) => quotaOver(weeks.lastEnded(4, day), WEEKLY))
    expect(quotas[1]).to.deep.equal(quotas[0])
    expect([quotas[2]?.from, quotas[2]?.to]).to.deep.equal(["2026-02-09", "2026-03-08"])
  })

  it("lets a poor week be caught up in another one, and counts the weeks' last days only within the window", () => {
    const lines: Line[] = [
      ["2026-02-01", "kitchen", hours(60)], // the week before the window
      ["2026-02-08", "kitchen", hours(12)], // a poor week
      ["2026-02-15", "kitchen", hours(42)],
      ["2026-02-22", "care", hours(72)], // catches it up
      ["2026-03-01", "sick", hours("41:59")],
      ["2026-03-08", "kitchen", hours(60)], // the week after
    ]
    const holding = holdingOf(ana, lines)
    expect(missingMinutes(holding, quotaOver(weeks.lastEnded(4, "2026-03-02"), WEEKLY))).to.equal(1)
    // One week on: 42 + 72 + 41:59 + 60 are over 168.
    expect(missingMinutes(holding, quotaOver(weeks.lastEnded(4, "2026-03-09"), WEEKLY))).to.equal(0)
  })

  it("of a month counts its first and its last day, and none of its neighbours'", () => {
    const holding = holdingOf(ana, [
      ["2024-01-31", "kitchen", 1000],
      ["2024-02-01", "kitchen", 100],
      ["2024-02-29", "care", 20],
      ["2024-03-01", "kitchen", 1000],
    ])
    expect(missingMinutes(holding, quotaOver([months.at("2024-02-29")], { ...WEEKLY, atLeast: 120 }))).to.equal(0)
    expect(missingMinutes(holding, quotaOver([months.at("2024-02-29")], { ...WEEKLY, atLeast: 123 }))).to.equal(3)
  })

  it("of 2.75 hours in six weeks counts the days of its cycle", () => {
    const holding = holdingOf(ana, [
      ["2025-10-12", "kitchen", hours(2.75)], // last day of cycle 1
      ["2025-10-13", "kitchen", hours(2)],
      ["2025-11-23", "kitchen", hours(0.5)],
      ["2025-11-24", "kitchen", hours(1)], // first day of cycle 3
    ])
    const share = { kinds: ["kitchen"], atLeast: hours(2.75) }
    const missing = [1, 2, 3].map((number) => missingMinutes(holding, quotaOver([cycles.numbered(number)], share)))
    expect(missing).to.deep.equal([0, 15, 105])
    // Two cycles together ask for 5:30, and 5:15 are there.
    expect(missingMinutes(holding, quotaOver(cycles.lastEnded(2, "2025-11-24"), share))).to.equal(15)
  })

  it("in each period by itself lets nothing be caught up", () => {
    const holding = holdingOf(ana, [
      ["2026-02-22", "kitchen", hours(50)],
      ["2026-03-01", "kitchen", hours(34)],
    ])
    const two = weeks.lastEnded(2, "2026-03-02")
    expect(missingMinutes(holding, quotaOver(two, WEEKLY))).to.equal(0)
    expect(quotaInEach(two, WEEKLY).map((quota) => missingMinutes(holding, quota))).to.deep.equal([0, 480])
  })

  it("counts the thirteen largest records: more lines than that need not reach what they add up to", () => {
    const lines = Array.from({ length: 14 }, (_, week): Line => [dateOf(dayOf("2026-01-04") + 7 * week), "care", 60])
    const holding = holdingOf(ana, lines)
    const share = { kinds: ["care"], atLeast: 60 }
    expect(missingMinutes(holding, quotaOver(weeks.lastEnded(13, "2026-04-06"), share))).to.equal(0)
    expect(missingMinutes(holding, quotaOver(weeks.lastEnded(14, "2026-04-06"), share))).to.equal(60)
  })

  for (const [what, call] of Object.entries<() => unknown>({
    "no period": () => quotaOver([], WEEKLY),
    "a gap": () => quotaOver([weeks.numbered(3), weeks.numbered(5)], WEEKLY),
    "a period twice": () => quotaOver([weeks.numbered(3), weeks.numbered(3)], WEEKLY),
    "the newest period first": () => quotaOver([weeks.numbered(4), weeks.numbered(3)], WEEKLY),
    "periods of two calendars": () => quotaOver([months.at("2026-01-31"), weeks.at("2026-02-01")], WEEKLY),
    "half a minute, though twice that is a whole one": () =>
      quotaOver(weeks.lastEnded(2, "2026-03-02"), { ...WEEKLY, atLeast: 0.5 }),
    "no minutes": () => quotaOver(weeks.lastEnded(2, "2026-03-02"), { ...WEEKLY, atLeast: 0 }),
    "more minutes than a quota can ask for": () =>
      quotaOver(weeks.lastEnded(2, "2026-03-02"), { ...WEEKLY, atLeast: 2 ** 27 }),
    "no period in each": () => quotaInEach([], WEEKLY),
    "half a minute in each": () => quotaInEach(weeks.lastEnded(2, "2026-03-02"), { ...WEEKLY, atLeast: 0.5 }),
  })) {
    it(`refuses ${what}`, () => refused(call, InvalidInputError))
  }

  it("counts what counting day by day counts", () => {
    const day = fc.integer({ min: dayOf("2024-01-01"), max: dayOf("2029-12-31") })
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 50 }), (on, count, length) => {
        // Each day has an amount of its own, so that a window that is off by a day on either side has another sum.
        const minutesOf = (day: Day) => (day * 7919) % 1009
        const share = { kinds: [0], atLeast: 1 }

        let sunday = on - 1
        while (new Date(`${dateOf(sunday)}T00:00:00Z`).getUTCDay() !== 0) sunday--
        let sum = 0
        for (let back = 0; back < 7 * count; back++) sum += minutesOf(sunday - back)
        expect(within(quotaOver(weeks.lastEnded(count, on), share), minutesOf)).to.equal(sum)

        let end = on
        while (!dateOf(end).endsWith("-01")) end--
        sum = 0
        for (let begun = 0; begun < count;) {
          end--
          sum += minutesOf(end)
          if (dateOf(end).endsWith("-01")) begun++
        }
        expect(within(quotaOver(months.lastEnded(count, on), share), minutesOf)).to.equal(sum)

        const first = on - length * count - (on % length)
        sum = 0
        for (let day = first; day < first + length * count; day++) sum += minutesOf(day)
        const periods = Periods.cycles({ firstDay: first, days: length }).lastEnded(count, on)
        const together = quotaOver(periods, share)
        expect(within(together, minutesOf)).to.equal(sum)
        const each = quotaInEach(periods, share).map((quota) => within(quota, minutesOf))
        expect(each.reduce((all, one) => all + one, 0)).to.equal(sum)
        expect(together.atLeast).to.equal(each.length)
      }),
      { numRuns: 300 },
    )
  })
})
