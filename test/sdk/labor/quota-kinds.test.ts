import { expect } from "chai"
import { countedKinds, InvalidInputError, Kinds } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { holdingOf, missingMinutes } from "./scene.ts"

const KINDS = Kinds.of([
  "kitchen",
  { name: "sick", excused: true },
  "care",
  { name: "saw", certificate: true },
  { name: "leave", excused: true },
])

describe("the kinds that count", () => {
  it("are all kinds of labor and all excused ones, or those that are asked for and all excused ones", () => {
    expect(countedKinds(KINDS)).to.deep.equal(["kitchen", "sick", "care", "leave"])
    expect(countedKinds(KINDS, ["care"])).to.deep.equal(["sick", "care", "leave"])
    expect(countedKinds(KINDS, [0, "leave"])).to.deep.equal(["kitchen", "sick", "leave"])
  })

  it("let excused hours stand for any others", () => {
    const sick = holdingOf(memberNumber(1), [["2026-01-04", "sick", 120]])
    const days = { from: "2026-01-01", to: "2026-01-31", atLeast: 120 }
    expect(missingMinutes(sick, { ...days, kinds: countedKinds(KINDS, ["kitchen"]).slice(0, 2) })).to.equal(0)
    expect(missingMinutes(sick, { ...days, kinds: ["kitchen"] })).to.equal(120)
  })

  it("are no certificates, none that the commune does not have, and not nothing", async () => {
    await refused(() => countedKinds(KINDS, ["kitchen", "saw"]), InvalidInputError, "saw")
    await refused(() => countedKinds(KINDS, ["juggling"]), InvalidInputError, "juggling")
    await refused(() => countedKinds(KINDS, []), InvalidInputError, "labor")
  })
})
