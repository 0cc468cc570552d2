import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PassThrough } from "node:stream"
import { expect } from "chai"
import { paintFor } from "../../scripts/demo/report/paint.ts"
import { report } from "../../scripts/demo/report/report.ts"
import { readScenario, run } from "../../scripts/demo/run.ts"
import { fixture } from "./real-data.ts"
import { EMBEDDED, SILENT } from "./silent-show.ts"

describe("the demo where too few vote for secret ballots to be opened", function () {
  this.timeout(600_000)
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-few-"))
  })
  after(() => rm(folder, { recursive: true }))

  it("ends without a decision, and nobody learns what they chose", async () => {
    const commune = join(folder, "commune")
    // Without sheets and quotas. Four of the six of the voting classes vote.
    await cp(fixture("commune"), commune, {
      recursive: true,
      filter: (source) => !source.endsWith(".csv") || !/W\d\d/.test(source),
    })
    const file = join(commune, "proposal.json")
    const proposal = JSON.parse(await readFile(file, "utf8")) as object
    await writeFile(
      file,
      JSON.stringify({ ...proposal, quotas: [], secret: { minimumElectorate: 6, minimumTurnout: 5 } }),
    )

    const play = await run(
      await readScenario({ kind: "commune", folder: commune }),
      EMBEDDED,
      SILENT,
      performance.now(),
    )
    expect(play.differences).to.deep.equal([])
    expect(play.found.decision).to.deep.equal({
      electorate: 6,
      ballots: 4,
      tally: [],
      outcome: "no-quorum",
      option: undefined,
    })
    expect(play.journal.trustees.map(({ opening }) => opening)).to.deep.equal(new Array(5).fill(undefined))
    const text = report(play, paintFor(new PassThrough() as unknown as NodeJS.WriteStream), 100)
    expect(play.journal.steps.map(({ summary }) => summary)).to.include(
      "Only 4 voted: too few for anything to be opened",
    )
    expect(text).to.include("not opened")
    expect(text).to.include("No decision: too few voted. 4 of 6 members of the voting classes voted")
  })
})
