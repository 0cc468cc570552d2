import { expect } from "chai"
import type { Person } from "../contracts/witness.ts"
import { audited } from "./audited.ts"
import { AuditScene } from "./scene.ts"
import { add, Tampering } from "./tampering.ts"

describe("the audit of a poll whose ballots came in batches", function () {
  this.timeout(240_000)
  let scene: AuditScene
  let ann: Person
  let ben: Person
  let cat: Person

  before(async () => {
    scene = await AuditScene.open()
    ;[ann, ben, cat] = scene.voters as [Person, Person, Person]
  })

  it("finds secret ones right, with the quota proofs among them, and names one that is not", async () => {
    const committee = await scene.committee()
    const pollId = await scene.propose(committee)
    await scene.assembly.open(pollId)
    await scene.castBallots(
      [
        [ann, 0],
        [ben, 1],
      ],
      pollId,
    )
    await scene.castBallots(
      [
        [ben, 0],
        [cat, 2],
      ],
      pollId,
    )
    await scene.close(pollId)
    await scene.decrypt(committee, pollId, 1, 2, 4)
    await scene.assembly.announce(pollId, [1, 2, 4], [2, 0, 1])

    const record = await scene.record(pollId)
    const { finding, poll } = await audited(record)
    expect(finding).to.equal(undefined)
    expect(poll.standing).to.equal("closed")
    expect(poll.ballots.voters).to.equal(3)
    expect(poll.quotas.count).to.equal(3)
    expect(poll.totals).to.deep.equal([2n, 0n, 1n])

    const tampering = new Tampering(record)
    tampering.edit("QuotaProved", (values) => add(values, 1, 1n), 1)
    expect((await audited(tampering.record)).finding?.message).to.include("not for the ballot that follows")
  })

  it("finds public ones right", async () => {
    const pollId = await scene.propose()
    await scene.assembly.open(pollId)
    await scene.voteMany(
      [
        [ann, 0],
        [ben, 1],
        [cat, 0],
      ],
      pollId,
    )
    await scene.close(pollId)
    const record = await scene.record(pollId)
    const { finding, poll } = await audited(record)
    expect(finding).to.equal(undefined)
    expect(poll.totals).to.deep.equal([2n, 1n, 0n])
    const tampering = new Tampering(record)
    tampering.drop("VoteCast", 1)
    expect((await audited(tampering.record)).finding?.message).to.include("totals 2, 1, 0, but they are 2, 0, 0")
  })
})
