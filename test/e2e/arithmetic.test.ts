import { expect } from "chai"
import fc from "fast-check"
import { compare } from "../../scripts/demo/arithmetic/compare.ts"
import { decisionOf, type Rules } from "../../scripts/demo/arithmetic/decision.ts"
import type { Expected } from "../../scripts/demo/arithmetic/expected.ts"
import { minutesOf } from "../../scripts/demo/arithmetic/minutes.ts"
import { daysOfMonth, sundayOf } from "../../scripts/demo/input/period.ts"
import { dateOf, hours } from "../../sdk/index.ts"

describe("the demo's plain arithmetic", () => {
  it("has the SDK's minutes for hours of any spelling, by another way", () => {
    const written = fc.oneof(
      fc.tuple(fc.nat(999), fc.nat(999), fc.integer({ min: 1, max: 3 })).map(([whole, part, digits]) => {
        return `${whole}.${String(part % 10 ** digits).padStart(digits, "0")}`
      }),
      fc.tuple(fc.nat(999), fc.nat(59)).map(([whole, part]) => `${whole}:${String(part).padStart(2, "0")}`),
    )
    fc.assert(fc.property(written, (text) => minutesOf(text) === hours(text)))
    expect(["0.1", "0.33", "6,25", "20h", "0.675", "0.008"].map(minutesOf)).to.deep.equal([6, 20, 375, 1200, 41, 0])
  })

  const rules: Rules = {
    options: 3,
    electorate: 10,
    minimumTurnout: 3,
    quorum: { atLeast: [1, 2] },
    threshold: { moreThan: [1, 2] },
    thresholdOf: "ballots",
    abstain: 2,
  }
  const outcome = (ballots: number[], changes: Partial<Rules> = {}) => {
    const decision = decisionOf(ballots, { ...rules, ...changes })
    return [decision.outcome, decision.option]
  }

  it("decides by quorum, blocks, lead and threshold", () => {
    expect(outcome([0, 0, 0, 1])).to.deep.equal(["no-quorum", undefined])
    expect(outcome([0, 0, 0, 1, 2])).to.deep.equal(["carried", 0])
    expect(outcome([0, 0, 1, 1, 2])).to.deep.equal(["not-carried", undefined])
    expect(outcome([2, 2, 2, 2, 2])).to.deep.equal(["not-carried", undefined])
    // Half is not more than half; without the abstention three of five are.
    expect(outcome([0, 0, 0, 1, 1, 2], { abstain: undefined })).to.deep.equal(["not-carried", undefined])
    expect(outcome([0, 0, 0, 1, 1, 2])).to.deep.equal(["carried", 0])
    expect(outcome([0, 0, 0, 0, 0], { thresholdOf: "electorate" })).to.deep.equal(["not-carried", undefined])
    expect(outcome([0, 0, 0, 0, 1, 1], { block: { option: 1, limit: 2 } })).to.deep.equal(["blocked", undefined])
    expect(outcome([0, 0, 0, 0, 1], { block: { option: 1, limit: 2 } })).to.deep.equal(["carried", 0])
  })

  it("opens nothing where fewer voted than must", () => {
    expect(decisionOf([0, 0, 1], { ...rules, electorate: 3, minimumTurnout: 4 })).to.deep.equal({
      electorate: 3,
      ballots: 3,
      tally: [],
      outcome: "no-quorum",
      option: undefined,
    })
    expect(outcome([0, 0, 1], { electorate: 3 })).to.deep.equal(["carried", 0])
  })

  it("finds every difference", () => {
    const one = (changes: Partial<Expected> = {}): Expected => ({
      standings: new Map([
        ["Ada", { state: "proved" }],
        ["Ben", { state: "short", missing: 5, reached: 7, rows: 1 }],
      ]),
      decision: decisionOf([0, 0, 0, 1, 1], rules),
      books: new Map([
        ["2026-01-04", 300],
        ["2026-01-11", 45],
      ]),
      ...changes,
    })
    expect(compare(one(), one())).to.deep.equal({ differences: [], compared: 10 })
    const other = one({
      standings: new Map([
        ["Ada", { state: "proved" }],
        ["Ben", { state: "short", missing: 6, reached: 6, rows: 1 }],
      ]),
      decision: decisionOf([0, 0, 0, 0, 1], rules),
      books: new Map([
        ["2026-01-04", 301],
        ["2026-01-18", 45],
      ]),
    })
    expect(compare(one(), other).differences).to.deep.equal([
      "Ben: found 5 minutes short with 7 minutes reached and 1 rows, but arithmetic says 6 minutes short with 6 minutes reached and 1 rows",
      "ballots for option 1: found 3, but arithmetic says 4",
      "ballots for option 2: found 2, but arithmetic says 1",
      "minutes until 2026-01-04: found 300, but arithmetic says 301",
      "minutes until 2026-01-11: found 45, but arithmetic says missing",
      "minutes until 2026-01-18: found missing, but arithmetic says 45",
    ])
    expect(compare(one({ decision: undefined }), one()).differences).to.have.length(6)
    expect(compare(one({ standings: new Map() }), one()).differences).to.have.length(2)
    expect(compare(one({ books: undefined }), one()).differences).to.have.length(2)
  })
})

describe("the demo's periods", () => {
  it("are weeks that end on the Sunday of ISO 8601", () => {
    const ends = ["2026-W01", "2026-W13", "2020-W53", "2021-W01", "2024-W52", "2016-W01"].map((week) =>
      dateOf(sundayOf(week) ?? 0),
    )
    expect(ends).to.deep.equal(["2026-01-04", "2026-03-29", "2021-01-03", "2021-01-10", "2024-12-29", "2016-01-10"])
    for (const week of ["2026-W00", "2026-W54", "2021-W53", "2026-13", "W13", "2026-W1"]) {
      expect(sundayOf(week), week).to.equal(undefined)
    }
  })

  it("are months from the first to the last day", () => {
    const days = (month: string) => {
      const found = daysOfMonth(month)
      return found && [dateOf(found.first), dateOf(found.last)]
    }
    expect(days("2006-01")).to.deep.equal(["2006-01-01", "2006-01-31"])
    expect(days("2024-02")).to.deep.equal(["2024-02-01", "2024-02-29"])
    expect(days("2009-12")).to.deep.equal(["2009-12-01", "2009-12-31"])
    for (const month of ["2006-13", "2006-00", "2006-1", "1969-12", "January"]) expect(days(month)).to.equal(undefined)
  })
})
