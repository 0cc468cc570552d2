import { expect } from "chai"
import { generatorTimes, IDENTITY, pointSum, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { COMMITTEE_STATE, DEAL_PERIOD, TrusteesScene, type CommitteeScene } from "./trustees-scene.ts"

const HASH = `0x${"c0".repeat(32)}`
const KEY = generatorTimes(77n)
const HALF_TURN: Point = [0n, FIELD_ORDER - 1n]

describe("Trustees, committing", () => {
  let scene: TrusteesScene
  let committee: CommitteeScene

  before(async () => {
    scene = await TrusteesScene.open({ proved: false })
  })

  beforeEach(async () => {
    committee = await scene.form(5, 3)
  })

  it("keeps and announces key and commitment", async () => {
    const { trustees } = scene
    await expect(committee.commitAs(2, KEY, HASH))
      .to.emit(trustees, "TrusteeCommitted")
      .withArgs(committee.id, 2, KEY, HASH)
    expect(await trustees.encryptionKey(committee.id, 2)).to.deep.equal([...KEY])
    expect(await trustees.commitment(committee.id, 2)).to.equal(HASH)
    expect((await committee.state()).recipients).to.equal(0b00010n)
    for (const index of [0, 1, 3]) {
      expect(await trustees.encryptionKey(committee.id, index)).to.deep.equal([0n, 0n])
      expect(await trustees.commitment(committee.id, index)).to.equal(`0x${"00".repeat(32)}`)
    }
  })

  it("goes on to dealing at once when the last one has committed", async () => {
    const { trustees, chain } = scene
    await committee.commit(5, 1, 3, 2)
    expect((await committee.state()).state).to.equal(COMMITTEE_STATE.committing)
    const last = committee.commitAs(4, KEY, HASH)
    await last
    const dealBy = BigInt((await chain.networkHelpers.time.latest()) + DEAL_PERIOD)
    await expect(last).to.emit(trustees, "DealingBegun").withArgs(committee.id, 0b11111, dealBy)
    const { state, recipients, dealBy: kept } = await committee.state()
    expect([state, recipients, kept]).to.deep.equal([COMMITTEE_STATE.dealing, 0b11111n, dealBy])
  })

  it("is for its trustees", async () => {
    const { trustees, outsider, convener } = scene
    for (const account of [outsider, convener]) {
      await expect(as(trustees, account).commit(committee.id, KEY, HASH))
        .to.be.revertedWithCustomError(trustees, "NotTrustee")
        .withArgs(committee.id, account.address)
    }
    // A trustee of another committee is none of this one.
    const smaller = await scene.form(3, 2)
    await expect(as(trustees, committee.accounts[3]!).commit(smaller.id, KEY, HASH))
      .to.be.revertedWithCustomError(trustees, "NotTrustee")
      .withArgs(smaller.id, committee.accounts[3]!.address)
  })

  it("is once only, with no other key or polynomial later", async () => {
    await committee.commitAs(2, KEY, HASH)
    for (const [key, hash] of [
      [KEY, HASH],
      [generatorTimes(78n), HASH],
      [KEY, `0x${"c1".repeat(32)}`],
    ] as const) {
      await expect(committee.commitAs(2, key, hash))
        .to.be.revertedWithCustomError(scene.trustees, "AlreadyCommitted")
        .withArgs(committee.id, 2)
    }
  })

  it("ends at its time", async () => {
    const { trustees } = scene
    const { commitBy } = await committee.state()
    await scene.chain.networkHelpers.time.setNextBlockTimestamp(commitBy - 1n)
    await committee.commitAs(1, KEY, HASH)
    await expect(committee.commitAs(2, KEY, HASH))
      .to.be.revertedWithCustomError(trustees, "CommittingOver")
      .withArgs(committee.id, commitBy)
  })

  it("takes keys that are points of the subgroup, each in its one encoding, and not its identity", async () => {
    const { trustees } = scene
    const [x, y] = KEY
    for (const [key, error, ...args] of [
      [[x + FIELD_ORDER, y], "NonCanonicalPoint", x + FIELD_ORDER, y],
      [[x, y + FIELD_ORDER], "NonCanonicalPoint", x, y + FIELD_ORDER],
      [[FIELD_ORDER, 1n], "NonCanonicalPoint", FIELD_ORDER, 1n],
      [[x, y + 1n], "PointNotOnCurve", x, y + 1n],
      [[y, x], "PointNotOnCurve", y, x],
      [[0n, 0n], "PointNotOnCurve", 0n, 0n],
      [IDENTITY, "PointIsIdentity"],
      [HALF_TURN, "PointNotInSubgroup", ...HALF_TURN],
      [pointSum(KEY, HALF_TURN), "PointNotInSubgroup", ...pointSum(KEY, HALF_TURN)],
    ] as [readonly bigint[], string, ...bigint[]][]) {
      await expect(committee.commitAs(1, key, HASH), String(key))
        .to.be.revertedWithCustomError(trustees, error)
        .withArgs(...args)
    }
    expect((await committee.state()).recipients).to.equal(0n)
  })

  describe("ended with some missing", () => {
    it("goes on with those who committed if they reach the threshold", async () => {
      const { trustees, chain, outsider } = scene
      await committee.commit(1, 2, 5)
      await committee.passCommitting()
      const ended = as(trustees, outsider).endCommitting(committee.id)
      await ended
      const dealBy = BigInt((await chain.networkHelpers.time.latest()) + DEAL_PERIOD)
      await expect(ended).to.emit(trustees, "DealingBegun").withArgs(committee.id, 0b10011, dealBy)
      const { state, recipients } = await committee.state()
      expect([state, recipients]).to.deep.equal([COMMITTEE_STATE.dealing, 0b10011n])
    })

    it("fails below the threshold and names who is missing", async () => {
      const { trustees } = scene
      await committee.commit(1, 5)
      await committee.passCommitting()
      await expect(trustees.endCommitting(committee.id))
        .to.emit(trustees, "CommitteeFailed")
        .withArgs(committee.id, 0b01110)
      expect((await committee.state()).state).to.equal(COMMITTEE_STATE.failed)
      for (const step of [() => trustees.endCommitting(committee.id), () => committee.commitAs(2, KEY, HASH)]) {
        await expect(step())
          .to.be.revertedWithCustomError(trustees, "WrongCommitteeState")
          .withArgs(committee.id, COMMITTEE_STATE.failed, COMMITTEE_STATE.committing)
      }
    })

    it("does not end before its time", async () => {
      const { commitBy } = await committee.state()
      await committee.commit(1, 2, 5)
      await scene.chain.networkHelpers.time.setNextBlockTimestamp(commitBy - 1n)
      await expect(scene.trustees.endCommitting(committee.id))
        .to.be.revertedWithCustomError(scene.trustees, "CommittingNotOver")
        .withArgs(committee.id, commitBy)
    })
  })

  it("is not for a committee that there is not", async () => {
    const { trustees } = scene
    for (const step of [() => trustees.endCommitting(999n), () => trustees.commit(999n, KEY, HASH)]) {
      await expect(step())
        .to.be.revertedWithCustomError(trustees, "WrongCommitteeState")
        .withArgs(999, COMMITTEE_STATE.none, COMMITTEE_STATE.committing)
    }
  })
})
