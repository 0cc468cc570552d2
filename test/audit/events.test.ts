import { expect } from "chai"
import { Interface } from "ethers"
import { EVENTS, SOURCES, type Source } from "../../scripts/audit/log/events.ts"
import { ASSEMBLY_ABI, COMMUNE_ABI, LABOR_LEDGER_ABI, TRUSTEES_ABI } from "../../sdk/chain/generated/abi.ts"

const COMPILED: Record<Source, Interface> = {
  assembly: new Interface(ASSEMBLY_ABI),
  commune: new Interface(COMMUNE_ABI),
  ledger: new Interface(LABOR_LEDGER_ABI),
  trustees: new Interface(TRUSTEES_ABI),
}

/** Events that say nothing about a poll: who may do what, and steps on the way to others. */
const LEFT_ASIDE = /^(Role|DefaultAdmin|EndRootsOnRemovalSet|Sheet(Countersigned|Withdrawn|PolicySet)|Strike|Required)/

describe("the events that an audit reads", () => {
  for (const source of SOURCES) {
    it(`are those that the ${source} emits, with the same values under the same names`, () => {
      EVENTS[source].forEachEvent((event) => {
        const compiled = COMPILED[source].getEvent(event.topicHash)
        expect(compiled?.format("full"), event.name).to.equal(event.format("full"))
      })
    })

    it(`are all of the ${source}'s that matter for a poll`, () => {
      const matter: string[] = []
      COMPILED[source].forEachEvent(({ name, topicHash, inputs }) => {
        const own = inputs[0]?.name !== "window" && inputs[0]?.name !== "epoch"
        if (!LEFT_ASIDE.test(name) && (own || source === "ledger")) matter.push(topicHash)
      })
      const read: string[] = []
      EVENTS[source].forEachEvent(({ topicHash }) => read.push(topicHash))
      expect(read.toSorted()).to.deep.equal(matter.toSorted())
    })
  }
})
