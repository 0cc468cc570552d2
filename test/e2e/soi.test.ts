import { readFile } from "node:fs/promises"
import { expect } from "chai"
import { readSoi } from "../../scripts/demo/input/soi.ts"
import { fixture } from "./real-data.ts"
import { refused } from "./refused.ts"

describe("files of ranked ballots (SOI)", () => {
  let good: string

  before(async () => {
    good = await readFile(fixture("three-ballots.soi"), "utf8")
  })

  it("are read as one order a ballot, with the options' names", () => {
    expect(readSoi(good, "trees.soi")).to.deep.equal({
      title: "Which tree",
      options: ["Apple", "Pear", "Plum"],
      ballots: [[1, 0], [1, 0], [2]],
    })
  })

  it("may have Windows line ends, a byte order mark and empty lines", () => {
    const odd = `\uFEFF${good.replaceAll("\n", "\r\n")}\r\n\r\n`
    expect(readSoi(odd, "trees.soi")).to.deep.equal(readSoi(good, "trees.soi"))
  })

  const lines: [string, string, string, RegExp][] = [
    ["a ballot without a count", "2: 2,1", "2,1", /trees\.soi, line 10: "2,1" is no ballot of the form/],
    ["a count of zero", "1: 3", "0: 3", /line 11: "0: 3" is no ballot/],
    ["an option that there is not", "1: 3", "1: 4", /line 11: "4" is no option: they are numbered from 1 to 3/],
    ["an option that is no number", "1: 3", "1: Plum", /line 11: "Plum" is no option/],
    ["an option twice", "2: 2,1", "2: 2,2", /line 10: an option stands twice/],
    ["a tie", "2: 2,1", "2: {2,1}", /line 10: options stand level/],
    ["an empty order", "1: 3", "1:", /line 11: "" is no option/],
    ["a header line after the ballots", "1: 3", "# TITLE: late\n1: 3", /line 11: a header line stands after/],
    ["a header line of another form", "# DATA TYPE: soi", "# DATA TYPE soi", /line 3: ".*" is no header line/],
  ]
  for (const [what, from, to, message] of lines) {
    it(`are refused with the line's number for ${what}`, () =>
      refused(() => readSoi(good.replace(from, to), "trees.soi"), "file-line", message))
  }

  const headers: [string, string, string, RegExp][] = [
    ["the number of voters is another", "VOTERS: 3", "VOTERS: 4", /says NUMBER VOTERS: 4, but there are 3 ballots/],
    ["an option has no name", "# ALTERNATIVE NAME 3: Plum\n", "", /has no ALTERNATIVE NAME 3/],
    ["there is one option only", "ALTERNATIVES: 3", "ALTERNATIVES: 1", /it has 1 options; a secret vote has 2 to 12/],
    ["there are more options than a secret ballot holds", "ALTERNATIVES: 3", "ALTERNATIVES: 13", /it has 13 options/],
    ["a count is missing", "# NUMBER VOTERS: 3\n", "", /its header has no NUMBER VOTERS/],
    ["the type allows ties", "TYPE: soi", "TYPE: toi", /its data type is toi/],
  ]
  for (const [what, from, to, message] of headers) {
    it(`are refused where ${what}`, () =>
      refused(() => readSoi(good.replace(from, to), "trees.soi"), "demo-file-form", message))
  }
})
