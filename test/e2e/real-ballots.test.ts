import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { readScenario, run } from "../../scripts/demo/run.ts"
import { fixture, realData } from "./real-data.ts"
import { EMBEDDED, SILENT } from "./silent-show.ts"

const REAL = realData("assembly-ballots.soi")
const BALLOTS = 10

describe("the demo on ranked ballots", function () {
  this.timeout(600_000)
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-ballots-"))
  })
  after(() => rm(folder, { recursive: true }))

  it(`casts ${BALLOTS} first preferences (${REAL === undefined ? "fixture" : "real data"})`, async () => {
    const file = join(folder, "first.soi")
    await writeFile(file, firstBallots(await readFile(REAL ?? fixture("ballots.soi"), "utf8")))
    const play = await run(await readScenario({ kind: "ballots", file }), EMBEDDED, SILENT, performance.now())
    const { tally, outcome, electorate, option } = play.found.decision!
    expect(tally).to.deep.equal(REAL === undefined ? [4, 0, 6, 0] : [0, 4, 0, 0, 0, 6, 0, 0])
    expect({ outcome, electorate, option }).to.deep.equal({
      outcome: "carried",
      electorate: BALLOTS,
      option: REAL === undefined ? 2 : 5,
    })
    expect(play.differences).to.deep.equal([])
    expect(play.journal.ballots.size).to.equal(BALLOTS)
    expect([...play.journal.ballots.values()].filter(({ sequence }) => sequence === 2n)).to.have.length(2)
  })

  it("reads the whole file: every first preference, options by name", async () => {
    const { poll, members, expected } = await readScenario({ kind: "ballots", file: REAL ?? fixture("ballots.soi") })
    expect(members.length).to.equal(REAL === undefined ? 20 : 143)
    expect(expected.decision?.tally).to.deep.equal(REAL === undefined ? [6, 2, 10, 2] : [8, 43, 1, 21, 11, 36, 16, 7])
    expect(poll?.proposal.options[1]).to.equal(REAL === undefined ? "Bruno" : "Swirl")
  })
})

/** The file with its first ballots only. */
function firstBallots(text: string): string {
  let left = BALLOTS
  const lines = text.split("\n").flatMap((line) => {
    if (line.startsWith("#")) return [line.replace(/(NUMBER VOTERS): \d+/, `$1: ${BALLOTS}`)]
    const [count, order] = line.split(": ")
    const taken = Math.min(Number(count), left)
    if (order === undefined || taken === 0) return []
    left -= taken
    return [`${taken}: ${order}`]
  })
  return `${lines.join("\n")}\n`
}
