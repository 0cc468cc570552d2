import { expect } from "chai"
import type { ContractTransactionResponse } from "ethers"
import { generatorTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { STATE } from "./assembly-scene.ts"
import { badProofs, sameAgain } from "./bad-proofs.ts"
import { withKernel, type SolidityProof } from "./prover.ts"
import { secretVote, SecretScene, type CastCall, type SecretVote } from "./secret-scene.ts"
import { nullifierOf } from "./witness.ts"

const VOTERS = 16
const YES = [1, 0, 0]
const NO = [0, 1, 0]

describe("Assembly, casting many secret ballots at once", () => {
  let scene: SecretScene
  let calls: CastCall[]
  /** First ballots. */
  let votes: SecretVote[]
  /** Of the first four voters, to replace those. */
  let laterCalls: CastCall[]
  let later: SecretVote[]

  before(async () => {
    scene = await SecretScene.open({ ballots: true, decryption: false })
    await scene.scene.enlarge(VOTERS)
    await scene.convene()
    calls = []
    laterCalls = []
    await withKernel(["ballot-4"], async () => {
      for (const [place, voter] of scene.scene.voters.entries())
        calls.push(await scene.ballot(voter, place % 2 === 0 ? YES : NO))
      for (const [place, voter] of scene.scene.voters.slice(0, 4).entries())
        laterCalls.push(await scene.ballot(voter, NO, { sequence: 2, seed: 5000 + place }))
    })
    votes = calls.map((call) => secretVote(call))
    later = laterCalls.map((call, place) => secretVote(call, calls[place]![2]))
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  async function refused(given: readonly SecretVote[], error: string, ...args: unknown[]): Promise<void> {
    await expect(scene.assembly.castBallots(1n, given))
      .to.be.revertedWithCustomError(scene.assembly, error)
      .withArgs(...args)
  }

  async function logsOf(sent: ContractTransactionResponse): Promise<unknown[]> {
    const receipt = await sent.wait()
    return receipt!.logs.map(({ address, topics, data }) => ({ address, topics: [...topics], data }))
  }

  for (const size of [1, 2, VOTERS]) {
    it(`counts ${size} as if they had come one by one, with the same events, whoever sends them`, async () => {
      const again = await scene.remember()
      const events: unknown[] = []
      for (const call of calls.slice(0, size))
        events.push(...(await logsOf((await scene.assembly.castBallot(...call)) as ContractTransactionResponse)))
      const sum = (await scene.assembly.sum(1n)) as unknown
      await again()

      const batch = votes.slice(0, size)
      const sent = await as(scene.assembly, scene.scene.outsider).castBallots(1n, batch)
      expect(await logsOf(sent as ContractTransactionResponse)).to.deep.equal(events)
      expect(events).to.have.length(size)
      expect(await scene.assembly.sum(1n)).to.deep.equal(sum)
      expect((await scene.assembly.poll(1n)).ballots).to.equal(BigInt(size))
      const { AbiCoder, keccak256 } = scene.scene.chain.ethers
      for (const { nullifier, ballot } of batch) {
        const hash = keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [1, ballot.ciphertexts]))
        expect(await scene.assembly.ballotHash(1n, nullifier)).to.equal(hash)
      }
    })
  }

  it("adds up first ballots and such that replace others, in one batch", async () => {
    await scene.sendMany(votes.slice(0, 4))
    const again = await scene.remember()
    const events: unknown[] = []
    const one = async (sent: unknown) => events.push(...(await logsOf(sent as ContractTransactionResponse)))
    const replace = ([pollId, nullifier, ballot, proof]: CastCall, place: number) =>
      scene.assembly.replaceBallot(pollId, nullifier, ballot, calls[place]![2], proof)
    await one(await scene.assembly.castBallot(...calls[4]!))
    await one(await replace(laterCalls[1]!, 1))
    await one(await replace(laterCalls[3]!, 3))
    await one(await scene.assembly.castBallot(...calls[5]!))
    await again()

    const sent = await scene.sendMany([votes[4]!, later[1]!, later[3]!, votes[5]!])
    expect(await logsOf(sent)).to.deep.equal(events)
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
    expect((await scene.assembly.poll(1n)).ballots).to.equal(6n)
    expect(await scene.assembly.tally(1n)).to.deep.equal([])
  })

  it("counts a voter once whose ballot comes with the one that replaces it", async () => {
    await scene.sendMany([votes[0]!, later[0]!, votes[1]!])
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
    expect((await scene.assembly.poll(1n)).ballots).to.equal(2n)
  })

  it("has the same sum with three ciphertexts a ballot", async () => {
    const pollId = await scene.convene(
      { options: 12, abstainOption: 255 },
      { ciphertexts: 3, maxScore: 5, maxTotal: 60 },
    )
    const scores = Array.from({ length: 12 }, (_, option) => option % 6)
    const batch = await withKernel(["ballot-12"], async () => [
      await scene.ballot(scene.scene.voters[0]!, scores, { pollId }),
      await scene.ballot(scene.scene.voters[1]!, scores.toReversed(), { pollId }),
    ])
    await scene.sendMany(
      batch.map((call) => secretVote(call)),
      pollId,
    )
    expect(await scene.assembly.sum(pollId)).to.deep.equal(scene.sum(pollId, 3))
  })

  /** A vote with some of its parts changed. */
  function changed(
    vote: SecretVote,
    changes: { ciphertexts?: bigint[]; sequence?: number; proof?: SolidityProof },
  ): SecretVote {
    const { proof = vote.proof, ...rest } = changes
    return { ...vote, ballot: { ...vote.ballot, ...rest }, proof }
  }

  it("names the first proof that does not hold, whatever is wrong with it, wherever it stands", async () => {
    const three = votes.slice(0, 3)
    for (const [place, vote] of three.entries()) {
      const wrong = (other: SecretVote, nullifier = vote.nullifier) =>
        refused(three.with(place, other), "InvalidBallotProof", 1n, nullifier)
      for (const [, proof] of badProofs(vote.proof)) await wrong({ ...vote, proof })
      await wrong({ ...vote, proof: votes[5]!.proof })
      await wrong({ ...vote, nullifier: vote.nullifier + 1n }, vote.nullifier + 1n)
      await wrong(changed(vote, { sequence: 3 }))
      const [x, y, u, v] = vote.ballot.ciphertexts as [bigint, bigint, bigint, bigint]
      const order2: Point = [0n, FIELD_ORDER - 1n]
      for (const first of [
        [x, y + 1n],
        [0n, 0n],
        order2,
        [FIELD_ORDER - x, FIELD_ORDER - y],
        [0n, 1n],
        [x + FIELD_ORDER, y],
      ])
        await wrong(changed(vote, { ciphertexts: [...first, u, v] }))
      await wrong(changed(vote, { ciphertexts: [x, y, v, u] }))
    }
  })

  it("names a bad proof among such that replace others", async () => {
    await scene.sendMany(votes.slice(0, 4))
    const bad = { ...later[2]!, proof: later[3]!.proof }
    await refused([later[0]!, votes[4]!, bad, later[1]!], "InvalidBallotProof", 1n, bad.nullifier)
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
  })

  it("refuses what two ballots have exchanged, though all together is the same", async () => {
    const [one, two, three] = votes as [SecretVote, SecretVote, SecretVote]
    const exchanged = (part: "ballot" | "nullifier") => [
      one,
      { ...two, [part]: three[part] },
      { ...three, [part]: two[part] },
    ]
    await refused(exchanged("ballot"), "InvalidBallotProof", 1n, two.nullifier)
    await refused(exchanged("nullifier"), "InvalidBallotProof", 1n, three.nullifier)
    const c = [
      { ...two, proof: { ...two.proof, c: three.proof.c } },
      { ...three, proof: { ...three.proof, c: two.proof.c } },
    ]
    await refused([one, ...c], "InvalidBallotProof", 1n, two.nullifier)
  })

  it("counts none of a batch with a bad proof, and the others when they come without it", async () => {
    const [one, two, three] = votes as [SecretVote, SecretVote, SecretVote]
    const sum = (await scene.assembly.sum(1n)) as unknown
    await refused([one, { ...two, proof: three.proof }, three], "InvalidBallotProof", 1n, two.nullifier)
    expect(await scene.assembly.sum(1n)).to.deep.equal(sum)
    expect((await scene.assembly.poll(1n)).ballots).to.equal(0n)
    for (const { nullifier } of [one, two, three])
      expect(await scene.assembly.nullifierUsed(1n, nullifier)).to.equal(false)
    await scene.sendMany([one, three])
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
  })

  it("counts a voter once, within a batch and after other ballots", async () => {
    const [one, two, three] = votes as [SecretVote, SecretVote, SecretVote]
    await refused([one, two, one], "NullifierUsed", 1n, one.nullifier)
    await refused([one, { ...one, proof: sameAgain(one.proof) }], "NullifierUsed", 1n, one.nullifier)
    for (let nullifier = one.nullifier + FIELD_ORDER; nullifier < 2n ** 256n; nullifier += FIELD_ORDER)
      await refused([one, { ...one, nullifier }], "InvalidNullifier", nullifier)
    await scene.send(calls[0]!)
    await refused([two, one, three], "NullifierUsed", 1n, one.nullifier)
    await refused([two, secretVote(laterCalls[0]!)], "NullifierUsed", 1n, one.nullifier)
    await scene.sendMany([two, three])
    await refused([two, votes[3]!], "NullifierUsed", 1n, two.nullifier)
    expect((await scene.assembly.poll(1n)).ballots).to.equal(3n)
  })

  it("never takes an older ballot over a newer one, nor one in the place of what does not count", async () => {
    const [one, two] = votes as [SecretVote, SecretVote]
    await scene.sendMany([one, two])
    const wrong = { ...later[0]!, previous: two.ballot }
    await refused([later[1]!, wrong], "WrongPreviousBallot", 1n, one.nullifier)
    await refused([{ ...later[2]!, previous: two.ballot }], "WrongPreviousBallot", 1n, later[2]!.nullifier)
    await refused([later[0]!, later[0]!], "WrongPreviousBallot", 1n, one.nullifier)
    await scene.sendMany([later[0]!])
    await refused([{ ...one, previous: later[0]!.ballot }, later[1]!], "SequenceNotLarger", 1, 2)
    await refused([{ ...later[0]!, previous: later[0]!.ballot }], "SequenceNotLarger", 2, 2)
    await refused([later[0]!], "WrongPreviousBallot", 1n, one.nullifier)
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
  })

  it("refuses a batch of none, another number of coordinates, and quota proofs that nobody asked for", async () => {
    const [one, two] = votes as [SecretVote, SecretVote]
    await refused([], "NoBallots", 1n)
    for (const ciphertexts of [[], two.ballot.ciphertexts.slice(1), [...two.ballot.ciphertexts, 0n]])
      await refused([one, changed(two, { ciphertexts })], "WrongCiphertextCount", ciphertexts.length, 4)
    const quotaProofs = [{ records: 1, ledgerRoot: 1n, proof: one.proof }]
    await refused([one, { ...two, quotaProofs }], "WrongQuotaProofCount", 1, 0)
    await scene.sendMany([one])
    await refused([{ ...later[0]!, quotaProofs }], "WrongQuotaProofCount", 1, 0)
  })

  it("takes no ballots of another poll, key or rule", async () => {
    const [one, two] = votes as [SecretVote, SecretVote]
    const foreign = secretVote(await scene.ballot(scene.scene.voters[1]!, YES, { key: generatorTimes(99n) }))
    await refused([one, foreign], "InvalidBallotProof", 1n, two.nullifier)
    const second = await scene.convene()
    const there = nullifierOf(scene.scene.voters[0]!.secret, (await scene.assembly.scopeOf(second)) as bigint)
    for (const nullifier of [one.nullifier, there]) {
      await expect(scene.assembly.castBallots(second, [{ ...one, nullifier }]))
        .to.be.revertedWithCustomError(scene.assembly, "InvalidBallotProof")
        .withArgs(second, nullifier)
    }
  })

  it("takes them only while the poll is open, and public and secret ones where they belong", async () => {
    const two = votes.slice(0, 2)
    const publicVotes = two.map(({ nullifier, proof }) => ({ nullifier, option: 0, proof, quotaProofs: [] }))
    await expect(scene.assembly.voteMany(1n, publicVotes))
      .to.be.revertedWithCustomError(scene.assembly, "WrongPollKind")
      .withArgs(1n)
    const open = await scene.scene.convene()
    await expect(scene.assembly.castBallots(open, two))
      .to.be.revertedWithCustomError(scene.assembly, "WrongPollKind")
      .withArgs(open)
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    await scene.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await refused(two, "VotingOver", 1n, closesAt)
    await scene.assembly.close(1n)
    await refused(two, "WrongPollState", 1n, STATE.closed, STATE.open)
  })
})
