import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { NONE } from "./assembly-scene.ts"
import { sumOf } from "./ballot-witness.ts"
import { SecretScene, type CastCall, type ReplaceCall, type SecretBallot } from "./secret-scene.ts"
import type { SolidityProof } from "./prover.ts"
import type { Person } from "./witness.ts"

const YES = [1, 0, 0]
const NO = [0, 1, 0]

describe("Assembly, voting again", () => {
  let scene: SecretScene
  let first: CastCall
  let second: CastCall
  let third: CastCall
  let bens: CastCall

  before(async () => {
    scene = await SecretScene.open({ ballots: true, decryption: false })
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    restore = await scene.remember()
    await scene.convene()
    const [ann, ben] = scene.scene.voters as [Person, Person]
    first = await scene.ballot(ann, YES, { sequence: 5 })
    second = await scene.ballot(ann, NO, { sequence: 6, seed: 61 })
    third = await scene.ballot(ann, YES, { sequence: 9, seed: 62 })
    bens = await scene.ballot(ben, NO)
  })
  afterEach(() => restore())

  const instead = ([pollId, nullifier, ballot, proof]: CastCall, previous: SecretBallot): ReplaceCall => [
    pollId,
    nullifier,
    ballot,
    previous,
    proof,
  ]

  async function refused(call: ReplaceCall, error: string, ...args: unknown[]): Promise<void> {
    await expect(scene.assembly.replaceBallot(...call))
      .to.be.revertedWithCustomError(scene.assembly, error)
      .withArgs(...args)
  }

  it("puts the later ballot in the place of the earlier one, whoever sends it", async () => {
    await scene.send(first)
    await scene.send(bens)
    const [pollId, nullifier, ballot, proof] = second
    await expect(as(scene.assembly, scene.scene.outsider).replaceBallot(...instead(second, first[2])))
      .to.emit(scene.assembly, "BallotReplaced")
      .withArgs(pollId, nullifier, ballot.sequence, ballot.ciphertexts, Object.values(proof))
    expect(await scene.assembly.sum(1n)).to.deep.equal(sumOf([second[2].ciphertexts, bens[2].ciphertexts], 1))
    expect((await scene.assembly.poll(1n)).ballots).to.equal(2n)

    await scene.replace(instead(third, second[2]))
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())
  })

  it("takes the only ballot away again: the sum is then the new one's alone", async () => {
    await scene.send(first)
    await scene.replace(instead(second, first[2]))
    expect(await scene.assembly.sum(1n)).to.deep.equal(second[2].ciphertexts)
  })

  it("never lets an older ballot take the place of a newer one, nor one with the same sequence", async () => {
    await scene.send(first)
    await scene.replace(instead(second, first[2]))
    await refused(instead(first, second[2]), "SequenceNotLarger", 5, 6)
    await refused(instead(second, second[2]), "SequenceNotLarger", 6, 6)
    const twin = await scene.ballot(scene.scene.voters[0]!, YES, { sequence: 6, seed: 63 })
    await refused(instead(twin, second[2]), "SequenceNotLarger", 6, 6)
    await expect(scene.assembly.castBallot(...first)).to.be.revertedWithCustomError(scene.assembly, "NullifierUsed")
    await scene.replace(instead(third, second[2]))
    for (const older of [first, second])
      await refused(instead(older, third[2]), "SequenceNotLarger", older[2].sequence, 9)
  })

  it("takes off no other ballot than the one that counts for this voter", async () => {
    await scene.send(first)
    await scene.send(bens)
    const { sequence, ciphertexts } = first[2]
    for (const previous of [
      bens[2],
      second[2],
      { sequence: 0, ciphertexts },
      { sequence, ciphertexts: ciphertexts.toReversed() },
      { sequence, ciphertexts: [ciphertexts[0]! + FIELD_ORDER, ...ciphertexts.slice(1)] },
      { sequence, ciphertexts: [] },
    ])
      await refused(instead(second, previous), "WrongPreviousBallot", 1n, first[1])
    expect(await scene.assembly.sum(1n)).to.deep.equal(scene.sum())

    await scene.replace(instead(second, first[2]))
    await refused(instead(third, first[2]), "WrongPreviousBallot", 1n, first[1])
  })

  it("replaces nothing where nothing was cast", async () => {
    await refused(instead(second, first[2]), "WrongPreviousBallot", 1n, first[1])
    await refused(instead(second, { sequence: 0, ciphertexts: [] }), "WrongPreviousBallot", 1n, first[1])
  })

  it("asks for a proof of the new ballot by the same voter", async () => {
    await scene.send(first)
    await scene.send(bens)
    const [pollId, nullifier, ballot, proof] = second
    const refusedAs = (given: SecretBallot, by: SolidityProof) =>
      refused([pollId, nullifier, given, first[2], by], "InvalidBallotProof", 1n, nullifier)
    await refusedAs({ ...ballot, sequence: 7 }, proof)
    await refusedAs(ballot, first[3])
    await refusedAs({ ...ballot, ciphertexts: bens[2].ciphertexts }, proof)
    await refusedAs({ ...bens[2], sequence: 7 }, bens[3])
    await refused([pollId, nullifier, { ...ballot, ciphertexts: [] }, first[2], proof], "WrongCiphertextCount", 0, 4)
  })

  it("is over when the poll is", async () => {
    await scene.send(first)
    const { closesAt } = (await scene.assembly.poll(1n)) as { closesAt: bigint }
    const { time } = scene.scene.chain.networkHelpers
    await time.setNextBlockTimestamp(closesAt - 1n)
    await scene.replace(instead(second, first[2]))
    await time.setNextBlockTimestamp(closesAt)
    await refused(instead(third, second[2]), "VotingOver", 1n, closesAt)
  })

  it("serves ballots of twelve options, in three ciphertexts, just as well", async () => {
    const pollId = await scene.convene(
      { options: 12, abstainOption: NONE },
      { ciphertexts: 3, maxScore: 5, maxTotal: 100, quadratic: true },
    )
    const ann = scene.scene.voters[0]!
    const cast = await scene.ballot(ann, [5, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 3], { pollId })
    await scene.send(cast)
    expect(await scene.assembly.sum(pollId)).to.deep.equal(scene.sum(pollId, 3))
    const again = await scene.ballot(ann, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], { pollId, sequence: 2, seed: 64 })
    await scene.replace(instead(again, cast[2]))
    expect(await scene.assembly.sum(pollId)).to.deep.equal(scene.sum(pollId, 3))
  })
})
