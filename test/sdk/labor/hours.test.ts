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
    ["2.75h", 165],
    ["2h45", 165],
    ["2 h 45", 165],
    ["2h 45m", 165],
    ["2h05min", 125],
    [".5", 30],
    [",25 h", 15],
    // Quarters of an hour.
    ["¼", 15],
    ["2¼", 135],
    ["2 ½ h", 150],
    ["2¾", 165],
    // Tenths of an hour.
    ["2.1", 126],
    ["7,9", 474],
    // What programs write for a third, and for 0.1 + 0.2.
    [1 / 3, 20],
    [0.1 + 0.2, 18],
    // Just below half a minute.
    ["0.00833333333333333333", 0],
    ["1,200", 72],
    ["  3 ", 180],
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
    "2h5",
    "2h60",
    "h",
    ".",
    "2.",
    "2:45h",
    "1/4",
    "2 1/4",
    "2.5¼",
    "⅓",
    "¼½",
    "45 min",
    "2.75 hours",
    "1.234,5",
    "1'200",
    "1234567",
    "0.123456789012345678901",
    "٣",
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => refused(() => hours(wrong), InvalidInputError))
  }

  it("are written as h:mm", () => {
    expect(formatMinutes(165)).to.equal("2:45")
    expect(formatMinutes(59)).to.equal("0:59")
    expect(formatMinutes(6005)).to.equal("100:05")
  })
})
