import { babyjubjub } from "@noble/curves/misc.js"
import { expect } from "chai"
import { generatorTimes, IDENTITY, pointSum, pointTimes, SUBGROUP_ORDER } from "../../sdk/crypto/baby-jubjub.ts"
import { as } from "./chain.ts"
import { COMMITTEE_STATE, CommitteeScene, TrusteesScene } from "./trustees-scene.ts"

const { Fn } = babyjubjub.Point
const NO_KEY = [0n, 0n]

describe("Trustees, making the key", () => {
  let scene: TrusteesScene

  before(async () => {
    scene = await TrusteesScene.open({ proved: false })
  })

  /** The key and all share keys are those of the dealers' polynomials; who did not commit has none. */
  async function expectKeys(committee: CommitteeScene): Promise<void> {
    const { trustees } = scene
    const { state, key } = await committee.state()
    expect(state).to.equal(COMMITTEE_STATE.ready)
    expect([...key]).to.deep.equal([...generatorTimes(committee.secret)])
    for (const index of committee.indexes) {
      const expected = committee.keys.has(index) ? generatorTimes(committee.share(index)) : NO_KEY
      expect(await trustees.shareKey(committee.id, index), `share key ${index}`).to.deep.equal([...expected])
    }
  }

  for (const [threshold, size] of [
    [3, 5],
    [2, 2],
    [5, 5],
    [4, 7],
    [9, 9],
    [2, 9],
  ] as const) {
    it(`makes the key of ${threshold} of ${size}`, async () => {
      const { trustees } = scene
      const committee = await CommitteeScene.ready(scene.chain, trustees, { size, threshold })
      const all = 2 ** size - 1
      await expectKeys(committee)
      const { recipients, dealers } = await committee.state()
      expect([recipients, dealers]).to.deep.equal([BigInt(all), BigInt(all)])
      const [made] = await trustees.queryFilter(trustees.filters["KeyMade"]!(committee.id))
      expect("args" in made! && made.args.toArray(true)).to.deep.equal([
        committee.id,
        [...generatorTimes(committee.secret)],
        BigInt(all),
        0n,
      ])
    })
  }

  it("is such that any three of five hold the secret key, and no two", async () => {
    const committee = await CommitteeScene.ready(scene.chain, scene.trustees)
    const { key } = await committee.state()
    // Lagrange at 0 over the share keys.
    const interpolate = async (indexes: number[]) => {
      const parts = indexes.map(async (index) => {
        const others = indexes.filter((other) => other !== index)
        const above = others.reduce((product, other) => product * BigInt(other), 1n)
        const below = others.reduce((product, other) => product * BigInt(other - index), 1n)
        const [x, y] = (await scene.trustees.shareKey(committee.id, index)) as [bigint, bigint]
        return pointTimes(above * Fn.inv(Fn.create(below)), [x, y])
      })
      return pointSum(...(await Promise.all(parts)))
    }
    for (const three of [
      [1, 2, 3],
      [1, 3, 5],
      [2, 4, 5],
    ]) {
      expect(await interpolate(three), String(three)).to.deep.equal([...key])
    }
    expect(await interpolate([1, 2])).not.to.deep.equal([...key])
  })

  it("names who committed and vanished, makes the key of the others, and leaves the vanished a share", async () => {
    const { trustees, outsider } = scene
    const committee = await scene.form(5, 3)
    await committee.commit(...committee.indexes)
    await committee.deal(1, 3, 4)
    await committee.passDealing()
    await expect(as(trustees, outsider).finish(committee.id))
      .to.emit(trustees, "KeyMade")
      .withArgs(committee.id, generatorTimes(committee.secret), 0b01101, 0b10010)
    await expectKeys(committee)
  })

  it("gives no share to who never committed", async () => {
    const committee = await scene.form(5, 3)
    await committee.commit(1, 2, 4, 5)
    await committee.passCommitting()
    await scene.trustees.endCommitting(committee.id)
    await committee.deal(5, 4, 2, 1)
    // All who may deal have dealt: there is nothing to wait for.
    await committee.finish()
    await expectKeys(committee)
    expect(await scene.trustees.shareKey(committee.id, 3)).to.deep.equal(NO_KEY)
  })

  it("fails with fewer dealers than the threshold, and names the missing", async () => {
    const { trustees } = scene
    const committee = await scene.form(5, 3)
    await committee.commit(1, 2, 4, 5)
    await committee.passCommitting()
    await trustees.endCommitting(committee.id)
    await committee.deal(1, 5)
    await committee.passDealing()
    await expect(committee.finish()).to.emit(trustees, "CommitteeFailed").withArgs(committee.id, 0b01010)
    const { state, key } = await committee.state()
    expect(state).to.equal(COMMITTEE_STATE.failed)
    expect([...key]).to.deep.equal(NO_KEY)
    for (const index of committee.indexes) {
      expect(await trustees.shareKey(committee.id, index)).to.deep.equal(NO_KEY)
    }
    await expect(trustees.deal(...(await committee.dealing(2))))
      .to.be.revertedWithCustomError(trustees, "WrongCommitteeState")
      .withArgs(committee.id, COMMITTEE_STATE.failed, COMMITTEE_STATE.dealing)
  })

  it("fails where nobody dealt", async () => {
    const committee = await scene.form(3, 2)
    await committee.commit(1, 2, 3)
    await committee.passDealing()
    await expect(committee.finish()).to.emit(scene.trustees, "CommitteeFailed").withArgs(committee.id, 0b111)
  })

  it("fails where the dealings add up to the identity", async () => {
    const committee = await scene.form(2, 2)
    const [first, second] = committee.people
    second!.coefficients[0] = SUBGROUP_ORDER - first!.coefficients[0]!
    await committee.commit(1, 2)
    await committee.deal(1, 2)
    await expect(committee.finish()).to.emit(scene.trustees, "CommitteeFailed").withArgs(committee.id, 0)
    const { state, key } = await committee.state()
    expect(state).to.equal(COMMITTEE_STATE.failed)
    expect([...key]).to.deep.equal(NO_KEY)
  })

  it("takes coefficients that add up to the identity above the key", async () => {
    const committee = await scene.form(2, 2)
    const [first, second] = committee.people
    second!.coefficients[1] = SUBGROUP_ORDER - first!.coefficients[1]!
    await committee.commit(1, 2)
    await committee.deal(1, 2)
    expect(pointSum(...committee.people.map(({ coefficients }) => generatorTimes(coefficients[1]!)))).to.deep.equal(
      IDENTITY,
    )
    await committee.finish()
    await expectKeys(committee)
  })

  it("waits for those who have not dealt until their time is over", async () => {
    const { trustees, chain } = scene
    const committee = await scene.form(5, 3)
    await committee.commit(...committee.indexes)
    await committee.deal(1, 2, 3, 4)
    const { dealBy } = await committee.state()
    await chain.networkHelpers.time.setNextBlockTimestamp(dealBy - 1n)
    await expect(committee.finish())
      .to.be.revertedWithCustomError(trustees, "DealingNotOver")
      .withArgs(committee.id, dealBy)
    await committee.finish()
    await expectKeys(committee)
  })

  it("is once only, and not before dealing", async () => {
    const { trustees } = scene
    const committee = await scene.form(2, 2)
    const expectState = async (state: bigint) =>
      expect(committee.finish())
        .to.be.revertedWithCustomError(trustees, "WrongCommitteeState")
        .withArgs(committee.id, state, COMMITTEE_STATE.dealing)
    await expectState(COMMITTEE_STATE.committing)
    await committee.commit(1, 2)
    await committee.deal(1, 2)
    await committee.finish()
    await expectState(COMMITTEE_STATE.ready)
  })
})
