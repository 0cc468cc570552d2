import { expect } from "chai"
import { runMochaPart } from "../../scripts/test/mocha-part.ts"
import { runNode20Part } from "../../scripts/test/node20-part.ts"
import type { Outcome } from "../../scripts/test/outcome.ts"
import { allParts, partOf } from "../../scripts/test/part.ts"
import { closingLine, summary } from "../../scripts/test/summary.ts"
import { Turns } from "../../scripts/test/turns.ts"

describe("the test runner", () => {
  it("counts what passes and what fails, with its title", async () => {
    const { outcome, printed } = await runFixture("passes-and-fails")
    expect(outcome).to.deep.equal({ passed: 1, failed: ["a part fails"], skipped: [] })
    expect(printed).to.include("✔ passes").and.include("expected 2 to equal 3")
  })

  it("runs only the tests that are asked for", async () => {
    const { outcome } = await runFixture("passes-and-fails", { grep: "part passes" })
    expect(outcome).to.deep.equal({ passed: 1, failed: [], skipped: [] })
  })

  const broken: Record<string, { passed: number; failed: RegExp }> = {
    crashes: { passed: 1, failed: /ended before its tests did \(SIGKILL\)/ },
    "does-not-load": { passed: 0, failed: /ended before its tests did \(exit code 1\)/ },
    hangs: { passed: 0, failed: /still running after 2 s/ },
    "does-not-end": { passed: 1, failed: /does not end after its last test/ },
    rejects: { passed: 0, failed: /leaves a rejection behind/ },
    "is-pending": { passed: 0, failed: /has no body/ },
    "exits-late": { passed: 1, failed: /exit code 3 after its last test/ },
  }
  for (const [name, { passed, failed }] of Object.entries(broken)) {
    it(`counts a part that ${name.replaceAll("-", " ")} as failed`, async () => {
      const { outcome } = await runFixture(name, { limit: 2000, grace: 200 })
      expect(outcome.passed).to.equal(passed)
      expect(outcome.failed).to.have.length(1)
      expect(outcome.failed[0]).to.match(failed)
    })
  }

  it("counts the tests of Node's own runner, when the machine's Node is a 20", async () => {
    const node = process.env["ROCHDALE_MACHINE_NODE"] ?? ""
    const part = { name: "node20", files: ["test/check/fixtures/node20.mjs"] }
    const outcome = await runNode20Part(part, node, () => undefined)
    if (outcome.skipped.length > 0) expect(outcome.skipped[0]).to.match(/needs a Node 20 on the machine/)
    else expect(outcome).to.deep.equal({ passed: 1, failed: ["fails"], skipped: [] })
    expect(outcome.passed + outcome.skipped.length).to.equal(1)
  })

  it("says that Node 20 tests did not run where there is no Node 20", async () => {
    const part = { name: "node20", files: ["test/check/fixtures/node20.mjs"] }
    for (const node of [process.execPath, ""]) {
      const { passed, failed, skipped } = await runNode20Part(part, node, () => undefined)
      expect([passed, failed.length, skipped.length]).to.deep.equal([0, 0, 1])
    }
  })

  it("finds the parts, the folders in them and single files", async () => {
    const parts = await allParts()
    expect(parts.map(({ name }) => name)).to.include.members(["check", "sdk"])
    expect(parts.flatMap(({ files }) => files)).to.include("test/check/test-runner.test.ts")
    expect((await partOf("test/check/")).files).to.include("test/check/test-runner.test.ts")
    expect((await partOf("check/test-runner.test.ts")).files).to.deep.equal(["test/check/test-runner.test.ts"])
    expect((await partOf("no-such-part")).files).to.deep.equal([])
    expect((await partOf("check")).files.some((file) => file.includes("fixtures"))).to.be.false
  })

  it("closes with one line, which is good only when something ran and nothing failed", () => {
    expect(closingLine([outcomeOf(2), outcomeOf(3)])).to.deep.equal({ line: "5 passed, 0 failed", good: true })
    expect(closingLine([outcomeOf(2, ["x"])])).to.deep.equal({ line: "2 passed, 1 failed", good: false })
    expect(closingLine([outcomeOf(2, [], ["y"])])).to.deep.equal({ line: "2 passed, 0 failed, 1 skipped", good: true })
    expect(closingLine([])).to.deep.equal({ line: "0 passed, 0 failed", good: false })
  })

  it("names in its summary what failed and what did not run", () => {
    const text = summary([{ name: "sdk", outcome: outcomeOf(1, ["a title"], ["a reason"]), seconds: 1.5 }])
    expect(text).to.include("failed: sdk: a title").and.include("skipped: a reason")
  })

  it("prints parts that run at once one after the other", () => {
    let printed = ""
    const turns = new Turns((text) => (printed += text))
    turns.print(1, "b1 ")
    turns.print(0, "a1 ")
    expect(printed).to.equal("a1 ")
    turns.print(2, "c1 ")
    turns.finish(2)
    turns.print(0, "a2 ")
    turns.finish(0)
    expect(printed).to.equal("a1 a2 b1 ")
    turns.print(1, "b2 ")
    turns.finish(1)
    expect(printed).to.equal("a1 a2 b1 b2 c1 ")
  })
})

async function runFixture(
  name: string,
  settings: { grep?: string; limit?: number; grace?: number } = {},
): Promise<{ outcome: Outcome; printed: string }> {
  let printed = ""
  const part = { name, files: [`test/check/fixtures/${name}.ts`] }
  const all = { grep: undefined, color: false, limit: 60_000, grace: 10_000, ...settings }
  const outcome = await runMochaPart(part, all, (text) => (printed += text))
  return { outcome, printed }
}

function outcomeOf(passed: number, failed: string[] = [], skipped: string[] = []): Outcome {
  return { passed, failed, skipped }
}
