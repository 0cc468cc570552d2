import { expect } from "chai"
import { dayOf, hours, InvalidInputError, withMinimums, type Quota } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { holdingOf, missingMinutes } from "./scene.ts"

const WHOLE: Quota = { kinds: ["kitchen", "care", "sick"], from: "2026-02-23", to: "2026-03-01", atLeast: hours(42) }
const KITCHEN: Quota = { ...WHOLE, kinds: ["kitchen", "sick"], atLeast: hours(2) }

describe("minimums within a quota", () => {
  it("are quotas beside the whole", () => {
    expect(withMinimums(WHOLE, KITCHEN)).to.deep.equal([WHOLE, KITCHEN])
    expect(withMinimums(WHOLE)).to.deep.equal([WHOLE])
    const inNumbers = { ...KITCHEN, from: dayOf(WHOLE.from), to: dayOf(WHOLE.to), atLeast: WHOLE.atLeast }
    expect(withMinimums(WHOLE, inNumbers)).to.have.length(2)
  })

  it("count towards the whole as well", () => {
    const missing = (kitchen: number, care: number) => {
      const holding = holdingOf(memberNumber(1), [
        ["2026-03-01", "kitchen", kitchen],
        ["2026-03-01", "care", care],
      ])
      return withMinimums(WHOLE, KITCHEN).map((quota) => missingMinutes(holding, quota))
    }
    expect(missing(hours(2), hours(40))).to.deep.equal([0, 0])
    expect(missing(hours(1), hours(45))).to.deep.equal([0, 60])
    expect(missing(hours(3), hours("38:59"))).to.deep.equal([1, 0])
  })

  for (const [what, part, named] of [
    ["another kind", { kinds: ["kitchen", "garden"] }, "garden"],
    ["an earlier first day", { from: "2026-02-22" }, "2026-02-22"],
    ["a later last day", { to: "2026-03-02" }, "2026-03-02"],
    ["more minutes than the whole", { atLeast: hours(42) + 1 }, "2521"],
    ["no minutes", { atLeast: 0 }, "atLeast"],
  ] as const) {
    it(`may not have ${what}`, () =>
      refused(() => withMinimums(WHOLE, { ...KITCHEN, ...part }), InvalidInputError, named))
  }

  it("may not be of a whole without minutes", () =>
    refused(() => withMinimums({ ...WHOLE, atLeast: Number.NaN }, KITCHEN), InvalidInputError))
})
