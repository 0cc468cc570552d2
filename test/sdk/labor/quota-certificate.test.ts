import { expect } from "chai"
import fc from "fast-check"
import { certificateQuota, dateOf, dayOf, InvalidInputError } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { holdingOf, missingMinutes } from "./scene.ts"

/** First day on which a certificate is no longer valid: the same date later, or the next day that there is. */
function endOf(passed: string, months: number): string {
  const [year, month, date] = passed.split("-").map(Number) as [number, number, number]
  const later = year * 12 + month - 1 + months
  const of = (monthCount: number, day: number) =>
    `${Math.floor(monthCount / 12)}-${String((monthCount % 12) + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`
  const sameDate = new Date(`${of(later, date)}T00:00:00Z`)
  const exists = !Number.isNaN(sameDate.getTime()) && sameDate.getUTCDate() === date
  return exists ? of(later, date) : of(later + 1, 1)
}

describe("the quota of a certificate", () => {
  for (const [passed, lastDay] of [
    ["2025-03-01", "2026-02-28"],
    ["2023-03-01", "2024-02-29"],
    ["2024-03-01", "2025-02-28"],
    ["2024-02-29", "2025-02-28"],
    ["2024-02-28", "2025-02-27"],
    ["2023-02-28", "2024-02-27"],
    ["2025-01-01", "2025-12-31"],
    ["2025-12-31", "2026-12-30"],
  ] as const) {
    it(`is reached from ${passed}, when the test was passed, through ${lastDay}`, () => {
      const holding = holdingOf(memberNumber(1), [[passed, "saw", 1]])
      const missingOn = (day: number) => missingMinutes(holding, certificateQuota("saw", day))
      const [first, last] = [dayOf(passed), dayOf(lastDay)]
      expect([first - 1, first, last, last + 1].map(missingOn)).to.deep.equal([1, 0, 0, 1])
    })
  }

  it("is one record of the kind within the year that ends today", () => {
    expect(certificateQuota("saw", "2026-03-02")).to.deep.equal({
      kinds: ["saw"],
      from: "2025-03-03",
      to: "2026-03-02",
      atLeast: 1,
    })
    expect(certificateQuota(3, dayOf("2024-03-31"), 1)).to.include({ from: "2024-03-01", to: "2024-03-31" })
    expect(certificateQuota(3, "2024-02-29", 24)).to.include({ from: "2022-03-01", to: "2024-02-29" })
  })

  it("has a window of every day on which a test that was passed is valid, and no other", () => {
    const day = fc.integer({ min: dayOf("1995-01-01"), max: dayOf("2105-12-31") })
    fc.assert(
      fc.property(day, fc.constantFrom(1, 2, 6, 11, 12, 13, 24, 36), (on, months) => {
        const { from } = certificateQuota(0, on, months)
        const first = dayOf(from)
        for (let passed = first - 4; passed <= first + 4; passed++) {
          const valid = passed <= on && on < dayOf(endOf(dateOf(passed), months))
          expect(valid, `passed on ${dateOf(passed)}, asked on ${dateOf(on)}, ${months} months`).to.equal(
            passed >= first,
          )
        }
      }),
      { numRuns: 500 },
    )
  })

  for (const months of [0, -1, 0.5, Number.NaN]) {
    it(`refuses ${months} months`, () => refused(() => certificateQuota(0, "2026-01-01", months), InvalidInputError))
  }

  it("refuses a window that would begin before 1970", () =>
    refused(() => certificateQuota(0, "1970-06-01"), InvalidInputError, "1969-06"))
})
