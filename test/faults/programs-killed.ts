// All steps, for `./run assure faults`; sample-life.test.ts is the sample that `./run test` takes.
import { expect } from "chai"
import type { ChildProcess } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import { FoundedCommune } from "./commune.ts"
import { disturbing, everyStep } from "./disturbing.ts"
import { EXPECTED, TRANSACTIONS } from "./expected.ts"
import { STEP_NAMES } from "./life/step-names.ts"
import { run, runToTheEnd, type RunSettings } from "./runs.ts"

describe("a commune's programs, killed", function () {
  // Each run of the programs ends in time, and there are so many at most: see runs.ts.
  this.timeout(0)

  it("do what the people do, when nothing goes wrong", async () => {
    await using commune = await FoundedCommune.found()
    const { error, ending } = await run(commune.place)
    expect(error).to.equal(undefined)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when they are killed after each step", async () => {
    await using commune = await FoundedCommune.found()
    const { ending, errors, runs } = await runToTheEnd(commune.place, (number) => ({ endAfter: STEP_NAMES[number] }))
    expect([errors, runs]).to.deep.equal([[], STEP_NAMES.length + 1])
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when they are killed within each step", async () => {
    await using commune = await FoundedCommune.found()
    const kill = (child: ChildProcess): boolean => child.kill("SIGKILL")
    const { ending, errors } = await runToTheEnd(commune.place, disturbing(everyStep({ during: kill })))
    expect(errors).to.deep.equal([])
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("send nothing twice when they are killed as soon as the node has a transaction of theirs", async () => {
    await using commune = await FoundedCommune.found()
    let child: ChildProcess | undefined
    let sent = 0
    commune.node.line.onAnswer = async (methods) => {
      if (!methods.includes("eth_sendRawTransaction")) return
      sent++
      child?.kill("SIGKILL")
      await pause(100)
    }
    const settings: RunSettings = { onStep: (_, running) => (child = running) }
    const { ending, errors, runs } = await runToTheEnd(commune.place, () => settings)
    expect([errors, sent, runs]).to.deep.equal([[], TRANSACTIONS, TRANSACTIONS + 1])
    expect(ending).to.deep.equal(EXPECTED)
  })
})
