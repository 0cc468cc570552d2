// All steps, for `./run assure faults`; sample-life.test.ts is the sample that `./run test` takes.
import { expect } from "chai"
import { Cluster } from "../postgres/cluster.ts"
import { FoundedCommune } from "./commune.ts"
import { disturbing, everyStep } from "./disturbing.ts"
import { EXPECTED } from "./expected.ts"
import { beginServer, killServer } from "./kill-server.ts"
import { STEP_NAMES } from "./life/step-names.ts"
import { LINE_FAULTS, type LineFault } from "./line.ts"
import { runToTheEnd } from "./runs.ts"
import { expectTyped } from "./typed-errors.ts"

/** Of all questions to the node every so many-th meets a fault, and of transactions every so many-th besides. */
const FAULTY_QUESTION = 37
const FAULTY_TRANSACTION = 2

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
