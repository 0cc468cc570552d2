import { expect } from "chai"
import type { Signer } from "ethers"
import { generatorTimes } from "../../../sdk/crypto/baby-jubjub.ts"
import {
  ContractRefusedError,
  InvalidProofError,
  MalformedProofError,
  PollStateError,
  proveBallot,
  Prover,
  RequirementNotMetError,
  SecretBallot,
  type BallotProof,
  type Member,
  type SecretPoll,
} from "../../../sdk/index.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { OPTIONS, SecretScene } from "./secret-scene.ts"

const [ana, bo, cas, dia] = [1, 2, 3, 4].map(memberNumber) as [Member, Member, Member, Member]

describe("secret ballots sent in batches", function () {
  this.timeout(120_000)
  let scene: SecretScene
  let committee: bigint
  let prover: Prover
  let poll: SecretPoll
  let own: { ana: BallotProof; bo: BallotProof; cas: BallotProof; dia: BallotProof }
  let restore: () => Promise<void>

  before(async () => {
    scene = await SecretScene.open()
    await using dealings = await Prover.open("deal-5")
    committee = await scene.committee([1, 2, 3], dealings)
    await scene.trustees.finish(committee)
    prover = await Prover.open("ballot-4")
    poll = await scene.convene(committee)
    own = {
      ana: await ballot(ana, 1),
      bo: await ballot(bo, 0),
      cas: await ballot(cas, 2),
      dia: await ballot(dia, 0),
    }
  })

  after(() => prover.close())

  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  function ballot(member: Member, option: number, sequence = 1n): Promise<BallotProof> {
    return scene.ballot(poll, member, option, { sequence, prover })
  }

  function toSend(...proofs: unknown[]): { proof: BallotProof }[] {
    return proofs.map((proof) => ({ proof: proof as BallotProof }))
  }

  /** Index and kind of each refusal. */
  function kindsOf(refusals: readonly { index: number; error: unknown }[]): [number, unknown][] {
    return refusals.map(({ index, error }) => [index, (error as object).constructor])
  }

  async function ballotsCast(): Promise<number> {
    return (await poll.state()).ballots
  }

  it("casts all of a batch in one transaction, for whoever sends it", async () => {
    const relay = scene.deployed.assembly.connect(scene.accounts[3] as Signer).secretPoll(poll.pollId)
    const outcome = await relay.castMany(toSend(own.ana, own.bo, own.cas, own.dia))
    expect(outcome.sent).to.deep.equal([0, 1, 2, 3])
    expect(outcome.refused).to.deep.equal([])
    expect(outcome.receipt?.logs).to.have.length(4)
    expect(await ballotsCast()).to.equal(4)
    const counts = await poll.ballotOf(ana.nullifier(poll.scope.value))
    expect(counts?.ciphertexts.map(String)).to.deep.equal(
      [0, 1, 2, 3].map((place) => own.ana.signals[`ciphertexts[0][${place}]`]),
    )
  })

  it("leaves out what the contract would refuse, says why, and sends the others", async () => {
    const { ana: good, bo: other } = own
    const elsewhere = await scene.convene(committee)
    const changed = (signals: Record<string, string>) => ({ ...other, signals: { ...other.signals, ...signals } })
    const { secret } = await poll.state()
    const underOtherKey = await proveBallot(bo, scene.roll, {
      scope: poll.scope,
      policy: { classes: ["full", "candidate", "worker"], admittedBy: "2025-12-31" },
      ballot: SecretBallot.encrypt(
        { ...secret.ballot, key: generatorTimes(99n) },
        OPTIONS.map(() => 0),
      ),
      sequence: 1n,
      prover,
    })
    const outcome = await poll.castMany(
      toSend(
        { ...other, proof: { ...other.proof, c: good.proof.c } },
        good,
        changed({ sequence: "7" }),
        changed({ nullifier: (BigInt(other.signals["nullifier"]!) + FIELD_ORDER).toString() }),
        await scene.ballot(elsewhere, bo, 0, { sequence: 1n, prover }),
        underOtherKey,
        changed({ root: "1" }),
        changed({ policy: "1" }),
        changed({ ballotRule: "1" }),
        { ...other, circuit: "membership" },
        undefined,
        own.cas,
      ),
    )
    expect(outcome.sent).to.deep.equal([1, 11])
    expect(kindsOf(outcome.refused)).to.deep.equal([
      [0, InvalidProofError],
      [2, InvalidProofError],
      [3, MalformedProofError],
      [4, RequirementNotMetError],
      [5, RequirementNotMetError],
      [6, RequirementNotMetError],
      [7, RequirementNotMetError],
      [8, RequirementNotMetError],
      [9, MalformedProofError],
      [10, MalformedProofError],
    ])
    const signals = outcome.refused.map(({ error }) => (error as Partial<RequirementNotMetError>).signal)
    expect(signals.slice(3, 8)).to.deep.equal(["scope", "key[0]", "root", "policy", "ballotRule"])
    expect(await ballotsCast()).to.equal(2)
  })

  it("puts ballots in the place of older ones, and of two of one voter sends the newer", async () => {
    await poll.castMany(toSend(own.ana, own.bo))
    const [anas, older, newer] = [await ballot(ana, 0, 2n), await ballot(cas, 0, 4n), await ballot(cas, 1, 5n)]
    const outcome = await poll.castMany(toSend(own.bo, older, anas, newer, own.dia, newer, own.ana))
    expect(outcome.sent).to.deep.equal([2, 3, 4])
    expect(kindsOf(outcome.refused)).to.deep.equal([0, 1, 5, 6].map((index) => [index, RequirementNotMetError]))
    for (const { error } of outcome.refused) expect((error as RequirementNotMetError).signal).to.equal("sequence")
    expect(await ballotsCast()).to.equal(4)
    expect((await poll.ballotOf(cas.nullifier(poll.scope.value)))?.sequence).to.equal(5n)
    expect((await poll.ballotOf(ana.nullifier(poll.scope.value)))?.sequence).to.equal(2n)
  })

  it("lets no bad ballot stand in the way of an older good one", async () => {
    const forged = { ...own.ana, signals: { ...own.ana.signals, sequence: "9" } }
    const outcome = await poll.castMany(toSend(forged, own.ana))
    expect(outcome.sent).to.deep.equal([1])
    expect(kindsOf(outcome.refused)).to.deep.equal([[0, InvalidProofError]])
  })

  it("sends the one that is left by itself, as the voter's first or again", async () => {
    const forged = { ...own.ana, proof: { ...own.ana.proof, a: own.bo.proof.a } }
    const first = await poll.castMany(toSend(forged, own.bo))
    expect(first.sent).to.deep.equal([1])
    await poll.castMany(toSend(own.cas))
    const again = await poll.castMany(toSend(await ballot(cas, 1, 5n), own.bo))
    expect(again.sent).to.deep.equal([0])
    const sequences = [...(await poll.ballots()).values()].map(({ sequence }) => sequence)
    expect(sequences).to.have.length(2)
    expect(sequences).to.include(5n)
  })

  it("sends nothing where nothing is left", async () => {
    const block = await scene.provider.getBlockNumber()
    const forged = { ...own.ana, proof: { ...own.ana.proof, a: own.bo.proof.a } }
    const outcome = await poll.castMany(toSend(forged))
    expect(outcome.receipt).to.equal(undefined)
    expect(outcome.sent).to.deep.equal([])
    expect((await poll.castMany([])).refused).to.deep.equal([])
    expect(await scene.provider.getBlockNumber()).to.equal(block)
  })

  it("says what the contract says when a node kept back that someone else was faster", async () => {
    await poll.cast(own.bo)
    const behind = await scene.forgetfulNode("BallotCast", true)
    await refused(
      () => behind.secretPoll(poll.pollId).castMany(toSend(own.ana, own.bo)),
      ContractRefusedError,
      "NullifierUsed",
      own.bo.signals["nullifier"]!,
    )
    expect((await poll.castMany(toSend(own.ana, own.bo))).sent).to.deep.equal([0])
  })

  it("takes no batch for a poll that is not open", async () => {
    await scene.pass(3600)
    await scene.deployed.assembly.close(poll.pollId)
    await refused(() => poll.castMany(toSend(own.ana)), PollStateError, "must be open")
  })
})
