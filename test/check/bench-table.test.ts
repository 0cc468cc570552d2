import { expect } from "chai"
import { median, textTable } from "../../bench/table.ts"

describe("the benchmarks' numbers", () => {
  it("have a median", () => {
    expect(median([5])).to.equal(5)
    expect(median([9, 1, 5])).to.equal(5)
    expect(median([4, 1, 9, 2])).to.equal(3)
  })

  it("stand in columns", () => {
    expect(
      textTable(
        ["name", "ms"],
        [
          ["a", "1"],
          ["long name", "12"],
        ],
      ).split("\n"),
    ).to.deep.equal(["name        ms", "─────────   ──", "a            1", "long name   12"])
  })
})
