import { expect } from "chai"
import { percentOf, rangesOf, type FileCoverage } from "../../scripts/assure/coverage/file-coverage.ts"
import { readLcov } from "../../scripts/assure/coverage/lcov.ts"
import { report } from "../../scripts/assure/coverage/report.ts"
import { problems, readLessCovered } from "../../scripts/assure/coverage/requirements.ts"

/** So many lines, the first ones of which did not run. */
function file(name: string, lines: number, missed: number): FileCoverage {
  return { file: name, lines, missed: Array.from({ length: missed }, (_, index) => index + 1) }
}

describe("what is required of coverage", () => {
  it("is 95 % of all lines: at one line less it fails", () => {
    expect(problems("SDK", [file("sdk/a.ts", 100, 10), file("sdk/b.ts", 100, 0)], [])).to.deep.equal([])
    expect(problems("SDK", [file("sdk/a.ts", 100, 10), file("sdk/b.ts", 100, 1)], [])).to.deep.equal([
      "SDK: 94.5 % of the lines ran, and not 95 %",
    ])
  })

  it("is 85 % of each file, and never rounded up to it", () => {
    const large = file("sdk/large.ts", 10_000, 0)
    expect(problems("SDK", [large, file("sdk/a.ts", 20, 3)], [])).to.deep.equal([])
    expect(problems("SDK", [large, file("sdk/a.ts", 2000, 301)], [])).to.deep.equal([
      "sdk/a.ts: 84.9 % ran, and not 85 %: lines 1-301",
    ])
  })

  it("is less of a file on the list, which must be there and must need it", () => {
    const large = file("sdk/large.ts", 10_000, 0)
    const entry = { file: "sdk/a.ts", atLeast: 50, reason: "tested elsewhere" }
    expect(problems("SDK", [large, file("sdk/a.ts", 10, 5)], [entry])).to.deep.equal([])
    expect(problems("SDK", [large, file("sdk/a.ts", 10, 6)], [entry])).to.deep.equal([
      "sdk/a.ts: 40.0 % ran, and not 50 %: lines 1-6",
    ])
    expect(problems("SDK", [large, file("sdk/a.ts", 10, 1)], [entry])).to.deep.equal([
      "less-covered.json: sdk/a.ts needs no entry; take it out",
    ])
    expect(problems("SDK", [large], [entry])).to.deep.equal(["less-covered.json: sdk/a.ts is not there; take it out"])
  })

  it("gives a reason for each file on the real list", async () => {
    for (const { reason, atLeast } of await readLessCovered()) {
      expect(reason).to.match(/\w+ \w+ \w+/)
      expect(atLeast).to.be.within(0, 84)
    }
  })

  it("is read from the lines of an lcov file, and of none there is nothing to say", () => {
    const text =
      "TN:\nSF:contracts/A.sol\nDA:7,0\nDA:3,1\nDA:4,0\nLH:1\nLF:3\nend_of_record\nTN:\nSF:contracts/B.sol\nend_of_record\n"
    expect(readLcov(text)).to.deep.equal([
      { file: "contracts/A.sol", lines: 3, missed: [4, 7] },
      { file: "contracts/B.sol", lines: 0, missed: [] },
    ])
    expect(() => readLcov("TN:\n")).to.throw("No file was measured")
  })

  it("is shown folder by folder, with the lines that did not run", () => {
    const text = report("SDK", [file("sdk/a.ts", 100, 10), file("sdk/deep/b.ts", 100, 0), file("sdk/deep/c.ts", 50, 2)])
    expect(text).to.match(/sdk +1 +100 +90 +90\.0 %\n/)
    expect(text).to.match(/sdk\/deep +2 +150 +148 +98\.6 %\n/)
    expect(text).to.match(/all +3 +250 +238 +95\.2 %\n/)
    expect(text).to.match(/sdk\/a\.ts +90\.0 % +1-10$/)
    expect(rangesOf([1, 2, 3, 5, 8, 9])).to.equal("1-3, 5, 8-9")
    expect(percentOf([])).to.equal(100)
  })
})
