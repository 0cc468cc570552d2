import { expect } from "chai"
import { formatMinutes, hours, InvalidInputError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

describe("hours", () => {
  for (const [written, minutes] of [
    [2.75, 165],
    ["2.75", 165],
    ["2,75", 165],
    ["2:45", 165],
    ["42h", 2520],
    ["42 h", 2520],
    [0, 0],
    ["0:00", 0],
    [0.1, 6],
    [0.7, 42],
    ["0.33", 20],
    // Half a minute goes up; in binary 0.175 * 60 would be 10.499999.
    ["0.175", 11],
    ["1.0083", 60],
    ["1.0084", 61],
    [2100, 126000],
  ] as const) {
    it(`${JSON.stringify(written)} are ${minutes} minutes`, () => {
      expect(hours(written)).to.equal(minutes)
    })
  }

  for (const wrong of [
    -1,
    "-2",
    "2:60",
    "2:5",
    "1e3",
    "",
    "two",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1.2.3",
    "3:-1",
    "0x10",
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => refused(() => hours(wrong), InvalidInputError))
  }

  it("are written as h:mm", () => {
    expect(formatMinutes(165)).to.equal("2:45")
    expect(formatMinutes(59)).to.equal("0:59")
    expect(formatMinutes(6005)).to.equal("100:05")
  })
})
