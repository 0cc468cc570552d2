import { expect } from "chai"
import { dateOf, dayOf, InvalidInputError } from "../../sdk/index.ts"
import { refused } from "./refused.ts"

describe("days", () => {
  it("counts from 1970-01-01", () => {
    expect(dayOf("1970-01-01")).to.equal(0)
    expect(dayOf("2024-03-01")).to.equal(19783)
    expect(dateOf(19783)).to.equal("2024-03-01")
    expect(dayOf(2 ** 20 - 1)).to.equal(1048575)
    expect(dayOf("4840-11-25")).to.equal(1048575)
  })

  for (const wrong of [
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "1969-12-31",
    "2024-3-1",
    "01.03.2024",
    "",
    "2024-03-01T00:00",
    // The first day beyond 20 bits: packed into a policy it would reach into the number of uses.
    "4840-11-26",
    "9999-12-31",
  ]) {
    it(`refuses "${wrong}"`, () => refused(() => dayOf(wrong), InvalidInputError, JSON.stringify(wrong)))
  }

  for (const wrong of [-1, 0.5, 2 ** 20, Number.NaN]) {
    it(`refuses day ${wrong}`, () => refused(() => dayOf(wrong), InvalidInputError, String(wrong)))
  }
})
