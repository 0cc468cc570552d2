import { expect } from "chai"
import type { ContractTransactionResponse } from "ethers"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { publicVote, Scene, STATE, type Ballot, type PublicVote } from "./assembly-scene.ts"
import { badProofs, sameAgain } from "./bad-proofs.ts"
import { withKernel } from "./prover.ts"
import { nullifierOf } from "./witness.ts"

const VOTERS = 16

describe("Assembly, casting many ballots at once", () => {
  let scene: Scene
  let ballots: Ballot[]
  let votes: PublicVote[]

  before(async () => {
    scene = await Scene.open()
    await scene.enlarge(VOTERS)
    await scene.convene()
    ballots = []
    await withKernel(["membership"], async () => {
      for (const [place, voter] of scene.voters.entries()) ballots.push(await scene.ballot(voter, place % 3))
    })
    votes = ballots.map(publicVote)
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
  })
  afterEach(() => restore())

  async function refused(given: readonly PublicVote[], error: string, ...args: unknown[]): Promise<void> {
    await expect(scene.assembly.voteMany(1n, given))
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
      for (const ballot of ballots.slice(0, size))
        events.push(...(await logsOf((await scene.assembly.vote(...ballot)) as ContractTransactionResponse)))
      const tally = (await scene.assembly.tally(1n)) as unknown
      await again()

      const batch = votes.slice(0, size)
      const sent = await as(scene.assembly, scene.outsider).voteMany(1n, batch)
      expect(await logsOf(sent as ContractTransactionResponse)).to.deep.equal(events)
      expect(events).to.have.length(size)
      expect(await scene.assembly.tally(1n)).to.deep.equal(tally)
      expect((await scene.assembly.poll(1n)).ballots).to.equal(BigInt(size))
      for (const { nullifier } of batch) expect(await scene.assembly.nullifierUsed(1n, nullifier)).to.equal(true)
    })
  }

  it("counts one batch after another, and single ballots between", async () => {
    await scene.assembly.voteMany(1n, votes.slice(0, 3))
    await scene.assembly.vote(...ballots[3]!)
    await scene.assembly.voteMany(1n, votes.slice(4, 9))
    expect(await scene.assembly.tally(1n)).to.deep.equal([3n, 3n, 3n])
    expect((await scene.assembly.poll(1n)).ballots).to.equal(9n)
  })

  it("names the first proof that does not hold, whatever is wrong with it, wherever it stands", async () => {
    const three = votes.slice(0, 3)
    for (const [place, vote] of three.entries()) {
      for (const [, proof] of badProofs(vote.proof))
        await refused(three.with(place, { ...vote, proof }), "InvalidMembershipProof", 1n, vote.nullifier)
      const other = { ...vote, option: (vote.option + 1) % 3 }
      await refused(three.with(place, other), "InvalidMembershipProof", 1n, vote.nullifier)
      const foreign = { ...vote, proof: votes[5]!.proof }
      await refused(three.with(place, foreign), "InvalidMembershipProof", 1n, vote.nullifier)
      const stolen = { ...vote, nullifier: vote.nullifier + 1n }
      await refused(three.with(place, stolen), "InvalidMembershipProof", 1n, stolen.nullifier)
    }
  })

  it("names the last of 16, and the first of several", async () => {
    const [first] = badProofs(votes[0]!.proof)[0]!.slice(1) as [PublicVote["proof"]]
    const last = VOTERS - 1
    await refused(
      votes.with(last, { ...votes[last]!, proof: first }),
      "InvalidMembershipProof",
      1n,
      votes[last]!.nullifier,
    )
    const several = votes.with(4, { ...votes[4]!, proof: first }).with(9, { ...votes[9]!, proof: first })
    await refused(several, "InvalidMembershipProof", 1n, votes[4]!.nullifier)
  })

  it("refuses what two ballots have exchanged, though all together is the same", async () => {
    const [one, two, three, four] = votes as [PublicVote, PublicVote, PublicVote, PublicVote]
    const c = [
      { ...two, proof: { ...two.proof, c: three.proof.c } },
      { ...three, proof: { ...three.proof, c: two.proof.c } },
    ]
    await refused([one, ...c, four], "InvalidMembershipProof", 1n, two.nullifier)
    const options = [
      { ...two, option: three.option },
      { ...three, option: two.option },
    ]
    await refused([one, ...options, four], "InvalidMembershipProof", 1n, two.nullifier)
    const nullifiers = [
      { ...two, nullifier: three.nullifier },
      { ...three, nullifier: two.nullifier },
    ]
    await refused([one, ...nullifiers, four], "InvalidMembershipProof", 1n, three.nullifier)
  })

  it("counts none of a batch with a bad proof, and the others when they come without it", async () => {
    const [one, two, three] = votes as [PublicVote, PublicVote, PublicVote]
    await refused([one, { ...two, proof: three.proof }, three], "InvalidMembershipProof", 1n, two.nullifier)
    expect(await scene.assembly.tally(1n)).to.deep.equal([0n, 0n, 0n])
    expect((await scene.assembly.poll(1n)).ballots).to.equal(0n)
    for (const { nullifier } of [one, two, three])
      expect(await scene.assembly.nullifierUsed(1n, nullifier)).to.equal(false)
    await scene.assembly.voteMany(1n, [one, three])
    expect(await scene.assembly.tally(1n)).to.deep.equal([1n, 0n, 1n])
  })

  it("counts a voter once, within a batch and after other ballots", async () => {
    const [one, two, three] = votes as [PublicVote, PublicVote, PublicVote]
    await refused([one, two, one], "NullifierUsed", 1n, one.nullifier)
    await refused([one, { ...one, proof: sameAgain(one.proof) }], "NullifierUsed", 1n, one.nullifier)
    for (let nullifier = one.nullifier + FIELD_ORDER; nullifier < 2n ** 256n; nullifier += FIELD_ORDER)
      await refused([one, { ...one, nullifier }], "InvalidNullifier", nullifier)
    await scene.assembly.vote(...ballots[0]!)
    await refused([two, one, three], "NullifierUsed", 1n, one.nullifier)
    await scene.assembly.voteMany(1n, [two, three])
    await refused([two, votes[3]!], "NullifierUsed", 1n, two.nullifier)
    await expect(scene.assembly.vote(...ballots[1]!))
      .to.be.revertedWithCustomError(scene.assembly, "NullifierUsed")
      .withArgs(1n, two.nullifier)
    const changed = publicVote(await scene.ballot(scene.voters[1]!, 2))
    await refused([votes[3]!, changed], "NullifierUsed", 1n, two.nullifier)
    expect(await scene.assembly.tally(1n)).to.deep.equal([1n, 1n, 1n])
  })

  it("refuses a batch of none, an option that there is not, and quota proofs that nobody asked for", async () => {
    const [one, two] = votes as [PublicVote, PublicVote]
    await refused([], "NoBallots", 1n)
    await refused([one, { ...two, option: 3 }], "InvalidOption", 3, 3)
    const quota = { records: 1, ledgerRoot: 1n, proof: one.proof }
    await refused([one, { ...two, quotaProofs: [quota] }], "WrongQuotaProofCount", 1, 0)
  })

  it("takes no ballots of another poll or roll", async () => {
    const [one, two] = votes as [PublicVote, PublicVote]
    const second = await scene.convene()
    await expect(scene.assembly.voteMany(second, [one, two]))
      .to.be.revertedWithCustomError(scene.assembly, "InvalidMembershipProof")
      .withArgs(second, one.nullifier)
    const there = nullifierOf(scene.voters[0]!.secret, (await scene.statement(second, 0)).scope)
    const moved = { ...one, nullifier: there }
    await expect(scene.assembly.voteMany(second, [moved]))
      .to.be.revertedWithCustomError(scene.assembly, "InvalidMembershipProof")
      .withArgs(second, there)
    await scene.admit({ commitment: 4711n, class: 1, admitted: 100 })
    const later = publicVote(await scene.ballot(scene.voters[1]!, 0))
    await refused([one, later], "InvalidMembershipProof", 1n, two.nullifier)
  })

  it("takes them only while the poll is open", async () => {
    const two = votes.slice(0, 2)
    const proposed = await scene.propose()
    await expect(scene.assembly.voteMany(proposed, two))
      .to.be.revertedWithCustomError(scene.assembly, "WrongPollState")
      .withArgs(proposed, STATE.proposed, STATE.open)
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    const { time } = scene.chain.networkHelpers
    await time.setNextBlockTimestamp(closesAt - 1n)
    await scene.assembly.voteMany(1n, two)
    await time.setNextBlockTimestamp(closesAt)
    await refused(votes.slice(2, 4), "VotingOver", 1n, closesAt)
    await scene.assembly.close(1n)
    await refused(votes.slice(2, 4), "WrongPollState", 1n, STATE.closed, STATE.open)
  })
})
