// For `./run assure faults`; what `./run test` takes of it is in test/e2e/anvil.test.ts.
import { expect } from "chai"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startAnvil } from "../e2e/anvil.ts"
import { runDemo, type DemoResult, type DemoSettings } from "../e2e/demo-process.ts"
import { fixture } from "../e2e/real-data.ts"

/** Lines by which one sees how far the demo is, in their order. */
const STAGES = [
  "Connect to the node",
  "Put the contracts on the chain",
  "Name steward, attesters and convener",
  "Admit the members",
  "Trustees make a key",
  "Propose the decision and open the vote",
  "Members prove and vote in secret",
  "Wait for the end of the vote and close it",
  "Trustees open the sum",
  "Anybody counts again from the log",
] as const

const OLD = "an old report\n"

describe("the demo on a node, broken off after each stage", function () {
  this.timeout(0)
  let folder: string
  let json: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-demo-faults-"))
    json = join(folder, "report.json")
  })
  after(() => rm(folder, { recursive: true }))
  beforeEach(() => writeFile(json, OLD))

  function demo(rpc: string, settings: DemoSettings = {}): Promise<DemoResult> {
    return runDemo(["--ballots", fixture("three-ballots.soi"), "--rpc", rpc, "--json", json], settings)
  }

  /** Does something once, as soon as a stage is over. */
  function once(stage: string, act: (child: { kill(signal: "SIGKILL"): boolean }) => unknown): DemoSettings {
    let done = false
    return {
      onOutput: (stdout, child) => {
        if (done || !stdout.includes(stage)) return
        done = true
        act(child)
      },
    }
  }

  async function nothingWritten(): Promise<void> {
    expect(await readFile(json, "utf8")).to.equal(OLD)
    expect(await readdir(folder)).to.deep.equal(["report.json"])
  }

  it("begins afresh on the same node when it was killed, and comes to the right result", async () => {
    const anvil = await startAnvil()
    try {
      for (const stage of STAGES) {
        const { signal, stdout } = await demo(
          anvil.url,
          once(stage, (child) => child.kill("SIGKILL")),
        )
        expect(signal, `after "${stage}": ${stdout}`).to.equal("SIGKILL")
        await nothingWritten()
      }
      const { code, stdout, stderr } = await demo(anvil.url)
      expect([code, stderr]).to.deep.equal([0, ""])
      expect(stdout).to.include("Carried: Pear")
      expect(JSON.parse(await readFile(json, "utf8"))).to.have.nested.property("arithmetic.agrees", true)
    } finally {
      await anvil.stop()
    }
  })

  it("says that the node is gone, in a line and a hint, and writes no report", async () => {
    // After the last one nothing is asked any more.
    for (const stage of STAGES.slice(0, -1)) {
      const anvil = await startAnvil()
      const { code, stderr } = await demo(
        anvil.url,
        once(stage, () => void anvil.stop()),
      ).finally(() => anvil.stop())
      expect(code, `after "${stage}"`).to.equal(1)
      expect(stderr).to.match(/^error: The Ethereum node (did not answer|stopped answering)[^\n]*\nhint: [^\n]*\n$/)
      await nothingWritten()
    }
  })
})
