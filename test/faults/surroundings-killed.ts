// All steps, for `./run assure faults`; sample-life.test.ts is the sample that `./run test` takes.
import { expect } from "chai"
import { Cluster } from "../postgres/cluster.ts"
import { FoundedCommune } from "./commune.ts"
import { disturbing, everyStep } from "./disturbing.ts"
import { EXPECTED } from "./expected.ts"
import { beginServer, killServer } from "./kill-server.ts"
import { STEP_NAMES } from "./life/step-names.ts"
import { LINE_FAULTS } from "./line.ts"
import { runToTheEnd } from "./runs.ts"
import { expectTyped } from "./typed-errors.ts"

/**
 * The first run meets a fault at this question, each later one so many questions later, so that all come to meet one and some come to the end; every second run meets
 * one at its first transaction instead.
 */
const FIRST_QUESTION = 25
const FURTHER_QUESTIONS = 7
/** From one fault to the next of one run. */
const MORE_QUESTIONS = 30

describe("a commune's programs, whose node, line or store is broken", function () {
  // Each run of the programs ends in time, and there are so many at most: see runs.ts.
  this.timeout(0)

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
    let [asked, next, faults] = [0, 0, 0]
    let transaction = false
    commune.node.line.fate = (methods) => {
      asked++
      const meets = transaction ? methods.includes("eth_sendRawTransaction") : asked >= next
      if (!meets) return undefined
      transaction = false
      // Not all faults end a run.
      next = asked + MORE_QUESTIONS
      return LINE_FAULTS[faults++ % LINE_FAULTS.length]
    }
    const { ending, errors } = await runToTheEnd(commune.place, (number) => {
      asked = 0
      next = FIRST_QUESTION + number * FURTHER_QUESTIONS
      transaction = number % 2 === 1
      return {}
    })
    expectTyped(errors)
    expect(faults, "each fault at least once").to.be.at.least(LINE_FAULTS.length)
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
