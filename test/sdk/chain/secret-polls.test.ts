import { expect } from "chai"
import { AbiCoder, Interface, keccak256, type Signer } from "ethers"
import {
  CommitteeStateError,
  ContractRefusedError,
  InvalidInputError,
  LanesOverflowError,
  LogMismatchError,
  NoContractError,
  PollStateError,
  Prover,
  RequirementNotMetError,
  ShareMismatchError,
  TooFewPartsError,
  Trustees,
  type BallotProof,
  type SecretPoll,
} from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { SecretScene, trusteeNumber } from "./secret-scene.ts"

const [ana, bo, cas, dia] = [1, 2, 3, 4].map(memberNumber) as [
  ReturnType<typeof memberNumber>,
  ReturnType<typeof memberNumber>,
  ReturnType<typeof memberNumber>,
  ReturnType<typeof memberNumber>,
]

describe("secret polls on a chain", function () {
  this.timeout(120_000)
  let scene: SecretScene
  let committee: bigint
  let ballots: Prover
  let parts: Prover

  before(async () => {
    scene = await SecretScene.open()
    ballots = await Prover.open("ballot-4")
    parts = await Prover.open("decrypt")
  })

  after(async () => {
    await ballots.close()
    await parts.close()
  })

  it("a committee makes its key, and leaves behind who does not deal", async () => {
    await using dealings = await Prover.open("deal-5")
    committee = await scene.committee([1, 2], dealings)
    const { trustees } = scene
    await refused(() => trustees.shareOf(committee, 1, trusteeNumber(1)), CommitteeStateError, "dealing", "ready")
    await refused(() => trustees.finish(committee), ContractRefusedError, "DealingNotOver")
    await scene.pass(600)
    await trustees.finish(committee)
    const { state, key, dealers, recipients } = await trustees.committee(committee)
    expect({ state, dealers, recipients }).to.deep.equal({ state: "ready", dealers: [1, 2], recipients: [1, 2, 3] })
    expect(key).to.not.equal(undefined)
    expect(await trustees.indexOf(committee, await (scene.accounts[2] as Signer).getAddress())).to.equal(2)
    await refused(() => trustees.indexOf(committee, trustees.address), InvalidInputError, trustees.address)
    await refused(() => trustees.commit(committee, 1, trusteeNumber(1)), CommitteeStateError, "committing")
    // Who did not deal has a share as well; who is another trustee does not.
    expect((await trustees.shareOf(committee, 3, trusteeNumber(3))).key).to.deep.equal(
      await trustees.shareKey(committee, 3),
    )
    await refused(() => trustees.shareOf(committee, 3, trusteeNumber(1)), ShareMismatchError)
  })

  it("asks for a committee that is there, and for lanes that hold the electorate", async () => {
    await refused(() => scene.convene(committee + 1n), ContractRefusedError, "CommitteeNotReady")
    const options = Array.from({ length: 12 }, (_, index) => `option ${index}`)
    const rule = { maxScore: 255, minTotal: 1, maxTotal: 255, quadratic: false }
    await refused(() => scene.convene(committee, { options }, { rule }), LanesOverflowError)
  })

  describe("a poll", () => {
    let poll: SecretPoll
    let first: BallotProof
    let again: BallotProof
    let forget: () => Promise<void>

    before(async () => {
      poll = await scene.convene(committee)
      first = await scene.ballot(poll, ana, 1, { prover: ballots })
      await poll.cast(first)
      await poll.cast(await scene.ballot(poll, bo, 0, { prover: ballots }))
      await poll.cast(await scene.ballot(poll, cas, 0, { prover: ballots }))
      forget = await scene.remember()
    })

    it("takes a second ballot of one member in place of the first, and the first never again", async () => {
      again = await scene.ballot(poll, ana, 0, { prover: ballots })
      expect(again.signals["sequence"]).to.equal("2")
      await poll.cast(again)
      expect((await poll.state()).ballots).to.equal(3)
      await refused(() => poll.cast(first), ContractRefusedError, "SequenceNotLarger")
      const counts = await poll.ballotOf(ana.nullifier(poll.scope.value))
      expect(counts?.sequence).to.equal(2n)
      expect(counts?.ciphertexts.map(String)).to.deep.equal(
        [0, 1, 2, 3].map((place) => again.signals[`ciphertexts[0][${place}]`]),
      )
    })

    it("refuses a ballot of another poll before it is sent", async () => {
      const other = await scene.convene(committee)
      await refused(() => other.cast(first), RequirementNotMetError, "scope")
    })

    it("opens nothing before the close, and nothing that the log does not make", async () => {
      const share = await scene.trustees.shareOf(committee, 1, trusteeNumber(1))
      await refused(() => poll.prepareParts(share), PollStateError, "open", "decrypting")
      await refused(() => poll.announce({ size: 3, threshold: 2 }), PollStateError, "open", "decrypting")
      await scene.pass(3600)
      await scene.deployed.assembly.close(poll.pollId)
      const lied = (await scene.forgetfulNode("BallotCast")).secretPoll(poll.pollId)
      await refused(() => lied.prepareParts(share), LogMismatchError, "The sum of poll")
    })

    it("is opened by any two trustees, counted and settled", async () => {
      const [one, three] = await Promise.all(
        [1, 3].map((index) => scene.trustees.shareOf(committee, index, trusteeNumber(index))),
      )
      await poll.decrypt(one!, { prover: parts })
      await refused(() => poll.announce({ size: 3, threshold: 2 }), TooFewPartsError, "1 trustee")
      // A false part: what trustee 1 has, sent as the part of trustee 2.
      const { parts: points, proofs } = await poll.prepareParts(one!, { prover: parts })
      await refused(
        () => poll.sendParts(2, points, proofs),
        ContractRefusedError,
        "InvalidPartialDecryption",
        "trustee: 2",
      )
      await poll.decrypt(three!, { prover: parts })
      const { totals } = await poll.announce({ size: 3, threshold: 2 })
      expect(totals).to.deep.equal([3, 0, 0])
      expect(await scene.deployed.assembly.tally(poll.pollId)).to.deep.equal([3, 0, 0])
      const { state, outcome, option } = await poll.state()
      expect({ state, outcome, option }).to.deep.equal({ state: "closed", outcome: "carried", option: 0 })
    })

    it("is abandoned when too few trustees come, and stays undecided", async () => {
      await forget()
      await scene.pass(3600)
      await scene.deployed.assembly.close(poll.pollId)
      await refused(() => poll.abandon(), ContractRefusedError, "DecryptionNotOver")
      await scene.pass(7 * 86_400)
      await poll.abandon()
      const { state, outcome, option } = await poll.state()
      expect({ state, outcome, option }).to.deep.equal({ state: "abandoned", outcome: "undecided", option: undefined })
      expect(await scene.deployed.assembly.tally(poll.pollId)).to.deep.equal([])
    })
  })

  it("a decision does what its calls say, after the timelock's delay", async () => {
    const { assembly, timelock, commune } = scene.deployed
    const delay = new Interface(["function updateDelay(uint256)", "function getMinDelay() view returns (uint256)"])
    const calls = [{ target: timelock, data: delay.encodeFunctionData("updateDelay", [7200]) }]
    const poll = await scene.convene(committee, { calls: { option: "yes", calls } }, { minimumTurnout: 3 })
    for (const member of [ana, cas, dia]) await poll.cast(await scene.ballot(poll, member, 0, { prover: ballots }))
    await refused(() => assembly.scheduleCalls(poll.pollId, calls), ContractRefusedError, "WrongPollState")
    await scene.pass(3600)
    await assembly.close(poll.pollId)
    for (const index of [2, 3])
      await poll.decrypt(await scene.trustees.shareOf(committee, index, trusteeNumber(index)), { prover: parts })
    await poll.announce(await scene.trustees.committee(committee))
    const others = [{ target: commune.address, data: "0x" }]
    await refused(() => assembly.scheduleCalls(poll.pollId, others), ContractRefusedError, "WrongCalls")
    await assembly.scheduleCalls(poll.pollId, calls)
    await scene.pass(3600)
    const execute = new Interface([
      "function executeBatch(address[] targets, uint256[] values, bytes[] payloads, bytes32 predecessor, bytes32 salt)",
    ])
    const salt = saltOf(assembly.address, poll.pollId)
    await scene.keeper.sendTransaction({
      to: timelock,
      data: execute.encodeFunctionData("executeBatch", [
        [timelock],
        [0],
        [calls[0]?.data],
        `0x${"0".repeat(64)}`,
        salt,
      ]),
    })
    const found = await scene.provider.call({ to: timelock, data: delay.encodeFunctionData("getMinDelay") })
    expect(BigInt(found)).to.equal(7200n)
  })

  it("public polls stand beside secret ones, and know nothing of them", async () => {
    const { assembly } = scene.deployed
    const { pollId } = await assembly.propose({
      subject: "Which colour?",
      options: ["red", "blue"],
      policy: { classes: ["full"], admittedBy: "2025-12-31" },
      quorum: { atLeast: [1, 5] },
      threshold: { moreThan: [1, 2] },
      votingPeriod: 60,
    })
    expect((await assembly.poll(pollId)).secret).to.equal(undefined)
    await refused(() => assembly.secretPoll(pollId).state(), PollStateError, "public ballots")
  })

  it("finds no committee where there is no contract", async () => {
    await refused(async () => Trustees.at(await scene.keeper.getAddress(), scene.keeper), NoContractError)
  })
})

function saltOf(assembly: string, pollId: bigint): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [assembly, pollId]))
}
