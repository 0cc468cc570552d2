import { expect } from "chai"
import { cases } from "../../scripts/assure/thoroughness.ts"
import {
  Commune,
  connect,
  Member,
  proveMembership,
  Roll,
  Scope,
  UnknownRootError,
  verify,
  type Admission,
} from "../../sdk/index.ts"
import { refused } from "../sdk/refused.ts"
import { during, questionsOf, reorganise } from "./branches.ts"
import { FoundedCommune } from "./commune.ts"
import { World } from "./life/world.ts"
import { walletOf } from "./life/keepers.ts"

/** A node that is asked about more blocks at once refuses, as public ones do: then events are read in parts. */
const MOST_BLOCKS = 1

describe("a roll, while three blocks are replaced", function () {
  this.timeout(900_000)
  let founded: FoundedCommune
  let world: World
  /** As the steward sends, past the line. */
  let commune: Commune
  let close: () => void
  let numbers = 1000n

  before(async () => {
    founded = await FoundedCommune.found()
    world = await World.open(founded.place)
    const provider = await connect(founded.node.direct, { pollingInterval: 20 })
    close = () => provider.destroy()
    const { commune: address, fromBlock } = founded.place.contracts
    commune = await Commune.at(address, walletOf("steward", provider), { fromBlock })
    await commune.admit([ana, stays].map(admission))
  })
  after(async () => {
    close()
    await world.close()
    await founded[Symbol.asyncDispose]()
  })

  const [ana, stays] = [Member.fromSeed(new Uint8Array(32).fill(11)).commitment, 500n]
  const admission = (commitment: bigint): Admission => ({ commitment, class: "full", admitted: "2024-03-01" })

  /** Two histories of three blocks that share a member, who has another place in each. */
  function histories(): { one: () => Promise<void>; other: () => Promise<void> } {
    const [first, second, third] = [numbers++, numbers++, numbers++]
    const admit = (...members: bigint[]): Promise<unknown> => commune.admit(members.map(admission))
    return {
      one: async () => {
        await admit(first)
        await admit(second, third)
        await commune.remove(await Roll.fromChain(commune), first)
      },
      other: async () => {
        await admit(third)
        await admit(numbers++, first)
        await commune.changeAttributes(await Roll.fromChain(commune), third, {
          class: "worker",
          admitted: "2024-05-01",
        })
      },
    }
  }

  /** What it is when nothing of it was known before. */
  async function fromScratch(): Promise<[bigint, number, unknown]> {
    return stateOf(await Roll.fromChain(commune))
  }

  function stateOf(roll: Roll): [bigint, number, unknown] {
    return [roll.root, roll.size, roll.members]
  }

  it("is the one of the new blocks, read anew or from a snapshot of the old ones", async () => {
    const { one, other } = histories()
    await one()
    const before = await Roll.fromChain(world.commune)
    await reorganise(founded.node, other)
    const whole = await fromScratch()
    expect(stateOf(before)).not.to.deep.equal(whole)
    expect(stateOf(await Roll.fromChain(world.commune, { snapshot: before.snapshot() }))).to.deep.equal(whole)
    expect(stateOf(await Roll.fromChain(world.commune))).to.deep.equal(whole)
  })

  it("is the one of the blocks that are left, where none has come in their place yet", async () => {
    await histories().one()
    const snapshot = (await Roll.fromChain(world.commune)).snapshot()
    await reorganise(founded.node, () => Promise.resolve())
    expect(stateOf(await Roll.fromChain(world.commune, { snapshot }))).to.deep.equal(await fromScratch())
  })

  for (const [how, withSnapshot] of [
    ["anew", false],
    ["from a snapshot", true],
  ] as const) {
    for (const [what, nothing] of [
      ["is the one of the new blocks at whatever moment they come", false],
      ["is the one of the blocks that are left at whatever moment the last three go", true],
    ] as const) {
      it(`${what} while it is read ${how}`, async () => {
        const snapshot = withSnapshot ? (await Roll.fromChain(world.commune)).snapshot() : undefined
        const read = (): Promise<Roll> => Roll.fromChain(world.commune, { snapshot })
        const questions = await questionsOf(founded.node, read)
        for (const question of questions) {
          const { one, other } = histories()
          await one()
          const roll = await during(founded.node, question, nothing ? () => Promise.resolve() : other, read)
          expect(stateOf(roll), `before question ${question}`).to.deep.equal(await fromScratch())
        }
      })
    }
  }

  it("is the one of the new blocks also where it is read in parts, some of them old and some new", async () => {
    const getLogs = world.provider.getLogs.bind(world.provider)
    world.provider.getLogs = (filter) => {
      const { fromBlock, toBlock } = filter as { fromBlock: number; toBlock: number }
      if (toBlock - fromBlock >= MOST_BLOCKS) return Promise.reject(new Error("too many blocks"))
      return getLogs(filter)
    }
    const read = (): Promise<Roll> => Roll.fromChain(world.commune)
    try {
      // In the last parts the histories differ.
      for (let last = cases(2, 0); last < cases(4, 6); last++) {
        const { one, other } = histories()
        await one()
        const question = ((await questionsOf(founded.node, read)).at(-1) as number) - last
        const roll = await during(founded.node, question, other, read)
        expect(stateOf(roll), `before question ${question}`).to.deep.equal(await fromScratch())
      }
    } finally {
      world.provider.getLogs = getLogs
    }
  })

  it("refuses a proof over the old blocks' root, and takes one that is made anew", async () => {
    const member = Member.fromSeed(new Uint8Array(32).fill(11))
    const statement = { scope: Scope.offChain("https://tools.example", "saw"), policy: { classes: ["full"] } }
    const { one, other } = histories()
    await one()
    const old = await proveMembership(member, await Roll.fromChain(world.commune), statement)
    await reorganise(founded.node, other)
    const roll = await Roll.fromChain(world.commune)
    await refused(() => verify(old, { ...statement, roll }), UnknownRootError, "roll")
    await verify(await proveMembership(member, roll, statement), { ...statement, roll })
  })
})
