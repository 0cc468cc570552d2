import { expect } from "chai"
import { readChain } from "../../scripts/audit/chain/read-chain.ts"
import { UnreadableChainError } from "../../scripts/audit/errors.ts"
import {
  Assembly,
  connect,
  ContractRefusedError,
  LogMismatchError,
  proveBallot,
  Prover,
  SecretBallot,
  type BallotProof,
  type Member,
  type SecretPoll,
  type Trustee,
} from "../../sdk/index.ts"
import { refused } from "../sdk/refused.ts"
import { during, questionsOf, reorganise } from "./branches.ts"
import { FoundedCommune } from "./commune.ts"
import { walletOf } from "./life/keepers.ts"
import { MEMBERS, OPTIONS, PROPOSAL, TRUSTEES, type Option } from "./life/people.ts"
import { pollId } from "./life/poll.ts"
import { currentRoll } from "./life/roll.ts"
import { World } from "./life/world.ts"
import { run } from "./runs.ts"

describe("a secret poll, while three blocks are replaced", function () {
  this.timeout(900_000)
  let founded: FoundedCommune
  let world: World
  /** As the relay sends, past the line. */
  let relay: SecretPoll
  /** As a program that follows it sees it. */
  let poll: SecretPoll
  let assembly: Assembly
  let close: () => void
  let prover: Prover
  const [ana, ben, cas, dan] = MEMBERS as [Member, Member, Member, Member]
  /** Proved once, for all tests. */
  const ballots = new Map<string, BallotProof>()

  before(async () => {
    founded = await FoundedCommune.found()
    await run(founded.place, { endAfter: "open" })
    world = await World.open(founded.place)
    const provider = await connect(founded.node.direct, { pollingInterval: 20 })
    close = () => provider.destroy()
    const { assembly: address, fromBlock } = founded.place.contracts
    assembly = await Assembly.at(address, walletOf("relay", provider), { fromBlock })
    const id = await pollId(world)
    relay = assembly.secretPoll(id)
    poll = world.assembly.secretPoll(id)
    prover = await Prover.open("ballot-4")
    await founded.node.request("anvil_mine", ["0x8"])
  })
  after(async () => {
    await prover.close()
    close()
    await world.close()
    await founded[Symbol.asyncDispose]()
  })
  // Each test takes back what it did.
  let start: unknown
  beforeEach(async () => {
    start = await founded.node.request("evm_snapshot")
  })
  afterEach(() => founded.node.request("evm_revert", [start]))

  async function cast(member: Member, option: Option, sequence: bigint): Promise<BallotProof> {
    const name = [MEMBERS.indexOf(member), option, sequence].join()
    let proof = ballots.get(name)
    if (proof === undefined) {
      const { secret } = await relay.state()
      const scores = OPTIONS.map((each) => (each === option ? 1 : 0))
      const ballot = SecretBallot.encrypt(secret.ballot, scores)
      const statement = { scope: relay.scope, policy: PROPOSAL.policy, ballot, sequence }
      proof = await proveBallot(member, await currentRoll(world), { ...statement, prover })
      ballots.set(name, proof)
    }
    await relay.cast(proof)
    return proof
  }

  async function one(): Promise<void> {
    await cast(ana, "yes", 1n)
    await cast(ben, "yes", 1n)
    await cast(ana, "no", 2n)
  }

  async function other(): Promise<void> {
    await cast(cas, "no", 1n)
    await cast(ana, "no", 2n)
    await cast(dan, "yes", 1n)
  }

  async function seen(secret: SecretPoll): Promise<[number, unknown]> {
    return [(await secret.state()).ballots, [...(await secret.ballots())].sort(([a], [b]) => (a < b ? -1 : 1))]
  }

  it("has the ballots of the new blocks", async () => {
    await one()
    expect((await poll.ballots()).size).to.equal(2)
    await reorganise(founded.node, other)
    expect((await poll.ballots()).size).to.equal(3)
    expect(await seen(poll)).to.deep.equal(await seen(relay))
    const used = world.assembly.usedIn(poll.pollId)
    const has = (member: Member): Promise<boolean> => used.has(poll.scope.value, member.nullifier(poll.scope.value))
    expect(await Promise.all([ana, ben, cas, dan].map(has))).to.deep.equal([true, false, true, true])
  })

  it("takes no ballot that went in the place of a later one", async () => {
    const first = await cast(ana, "yes", 1n)
    const second = await cast(ana, "no", 2n)
    await cast(ben, "yes", 1n)
    await reorganise(founded.node, () => Promise.resolve())
    // The chain knows of no ballot of hers; her program does.
    expect(await poll.nextSequence(ana)).to.equal(1n)
    const sequence = await poll.nextSequence(ana, 2n)
    expect(sequence).to.equal(3n)
    await cast(ana, "yes", sequence)
    for (const kept of [first, second]) await refused(() => relay.cast(kept), ContractRefusedError, "SequenceNotLarger")
    expect((await relay.ballotOf(ana.nullifier(relay.scope.value)))?.sequence).to.equal(3n)
  })

  it("is not decrypted while log and contract are of different blocks, and then is the new sum", async () => {
    await cast(ana, "yes", 1n)
    await cast(ben, "yes", 1n)
    await cast(cas, "no", 1n)
    await hoursPass()
    const one = async (): Promise<void> => {
      await cast(dan, "yes", 1n)
      await passVoting()
      await assembly.close(relay.pollId)
    }
    const other = async (): Promise<void> => {
      await passVoting()
      await assembly.close(relay.pollId)
      await founded.node.request("evm_mine")
    }
    await one()
    const read = async (): Promise<string> => {
      try {
        return (await poll.sum()).map(({ first, second }) => [first, second].join()).join()
      } catch (error) {
        return (error as Error).name
      }
    }
    const questions = await questionsOf(founded.node, read)
    const old = await read()
    await reorganise(founded.node, other)
    const expected = await read()
    expect(expected).to.not.equal(old)
    let mixed = 0
    for (const question of questions) {
      await reorganise(founded.node, one)
      const found = await during(founded.node, question, other, read)
      if (found === LogMismatchError.name) mixed++
      else expect(found, `before question ${question}`).to.equal(expected)
    }
    expect(mixed).to.be.greaterThan(0)
    // What a trustee posts then holds.
    const share = await world.trustees.shareOf(1n, 1, TRUSTEES[0] as Trustee)
    await relay.decrypt(share)
    expect((await poll.state()).secret.posted).to.deep.equal([1])
    await reorganise(founded.node, other)
    await relay.decrypt(share)
    expect((await poll.state()).secret.posted).to.deep.equal([1])
  })

  it("is audited as of one history, or the auditor says that there are two", async () => {
    const { provider, place } = world
    const read = async (): Promise<string> => {
      const question = { assembly: place.contracts.assembly, pollId: poll.pollId, fromBlock: place.contracts.fromBlock }
      const { logs } = await readChain(provider, question)
      return logs.map(({ topics, data }) => [topics, data].join()).join()
    }
    await one()
    const questions = await questionsOf(founded.node, read)
    await reorganise(founded.node, other)
    const expected = await read()
    let noticed = 0
    for (const question of questions) {
      await reorganise(founded.node, one)
      try {
        expect(await during(founded.node, question, other, read), `before question ${question}`).to.equal(expected)
      } catch (error) {
        if (!(error instanceof UnreadableChainError)) throw error
        expect(error.message).to.match(/reorganised/)
        noticed++
      }
    }
    expect(noticed).to.be.greaterThan(0)
  })

  function hoursPass(): Promise<unknown> {
    return founded.node.request("anvil_mine", ["0x3"])
  }

  async function passVoting(): Promise<void> {
    const { closesAt } = await relay.state()
    await founded.node.request("evm_setNextBlockTimestamp", [closesAt + 1])
    await founded.node.request("evm_mine")
  }
})
