import { expect } from "chai"
import type { ChildProcess } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import { Cluster } from "../postgres/cluster.ts"
import { FoundedCommune } from "./commune.ts"
import { disturbing, everyStep } from "./disturbing.ts"
import { EXPECTED, TRANSACTIONS } from "./expected.ts"
import { beginServer, killServer } from "./kill-server.ts"
import { STEP_NAMES } from "./life/step-names.ts"
import { LINE_FAULTS, type LineFault } from "./line.ts"
import { run, runToTheEnd, type RunSettings } from "./runs.ts"
import { expectTyped } from "./typed-errors.ts"

/** Of all questions to the node every so many-th meets a fault, and of transactions every so many-th besides. */
const FAULTY_QUESTION = 37
const FAULTY_TRANSACTION = 2

describe("a commune's programs", function () {
  this.timeout(600_000)

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

  it("come to the same end when the node is killed within each step, and keeps what it knew", async () => {
    await using commune = await FoundedCommune.found()
    const { node } = commune
    const die = async (): Promise<void> => {
      await node.write()
      await node.kill()
    }
    const settings = disturbing(everyStep({ during: die }), 1)
    const { ending, errors } = await runToTheEnd(commune.place, settings, () => node.beginIfDead())
    expectTyped(errors)
    expect(errors.length).to.be.greaterThan(5)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when the node is killed within each step, and has forgotten all of it", async () => {
    await using commune = await FoundedCommune.found()
    const { node } = commune
    const settings = disturbing(everyStep({ before: () => node.write(), during: () => node.kill() }), 2)
    const { ending, errors } = await runToTheEnd(commune.place, settings, () => node.beginIfDead())
    expectTyped(errors)
    expect(errors.length).to.be.greaterThan(5)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when the line to the node is bad", async () => {
    await using commune = await FoundedCommune.found()
    let [questions, sent, faults] = [0, 0, 0]
    const nextFault = (): LineFault => LINE_FAULTS[faults++ % LINE_FAULTS.length] as LineFault
    commune.node.line.fate = (methods) => {
      if (methods.includes("eth_sendRawTransaction")) return ++sent % FAULTY_TRANSACTION === 0 ? nextFault() : undefined
      return ++questions % FAULTY_QUESTION === 0 ? nextFault() : undefined
    }
    const { ending, errors } = await runToTheEnd(commune.place, () => ({}))
    expectTyped(errors)
    expect(faults).to.be.greaterThan(2 * LINE_FAULTS.length)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when the chain is reorganised by three blocks after each step", async () => {
    await using commune = await FoundedCommune.found()
    const { ending, errors } = await runToTheEnd(
      commune.place,
      (number) => ({ endAfter: STEP_NAMES[number] }),
      // After an error there was a reorganisation already.
      ({ error }) => error ?? commune.node.request("anvil_reorg", [3, []]),
    )
    expectTyped(errors)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when the chain is reorganised by three blocks within each step", async () => {
    await using commune = await FoundedCommune.found()
    const reorganise = (): Promise<unknown> => commune.node.request("anvil_reorg", [3, []])
    const { ending, errors } = await runToTheEnd(commune.place, disturbing(everyStep({ during: reorganise }), 3))
    expectTyped(errors)
    expect(ending).to.deep.equal(EXPECTED)
  })

  it("come to the same end when PostgreSQL is killed within each step", async () => {
    const cluster = await Cluster.start()
    try {
      await using commune = await FoundedCommune.found(await cluster.database())
      const settings = disturbing(everyStep({ during: () => killServer(cluster) }), 4)
      const { ending, errors } = await runToTheEnd(commune.place, settings, () => beginServer(cluster))
      expectTyped(errors)
      expect(errors.length).to.be.greaterThan(3)
      expect(ending).to.deep.equal(EXPECTED)
    } finally {
      await cluster.remove()
    }
  })
})
