import { expect } from "chai"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as } from "./chain.ts"
import { openedShare, valueAt } from "./dealing-witness.ts"
import { deployTrustees } from "./deploy.ts"
import { CommitteeScene, TrusteesScene, type DealCall } from "./trustees-scene.ts"

// With the generated verifiers and true proofs; each proof takes a second or two and is made once.
describe("Trustees, proving dealings", () => {
  let scene: TrusteesScene
  let committee: CommitteeScene
  let call: DealCall

  before(async () => {
    scene = await TrusteesScene.open({ proved: true })
    committee = await scene.form(5, 3)
    await committee.commit(...committee.indexes)
    call = await committee.dealing(1)
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    const snapshot = await scene.chain.networkHelpers.takeSnapshot()
    const dealers = committee.dealers.length
    restore = async () => {
      await snapshot.restore()
      committee.dealers.splice(dealers)
    }
  })
  afterEach(() => restore())

  async function expectInvalid([id, index, dealing, proof]: DealCall, { trustees } = scene): Promise<void> {
    await expect(trustees.deal(id, index, dealing, proof))
      .to.be.revertedWithCustomError(trustees, "InvalidDealing")
      .withArgs(id, index)
  }

  /** A committee with the same chain, address, number and people: all that `call` is bound to but what it commits. */
  async function sameCommittee(): Promise<{ scene: TrusteesScene; committee: CommitteeScene }> {
    const other = await TrusteesScene.open({ proved: true })
    const formed = await other.form(5, 3)
    const [id, index] = call
    expect(await other.trustees.context(id, index)).to.equal(await scene.trustees.context(id, index))
    return { scene: other, committee: formed }
  }

  it("makes a key by proofs, without the one who vanished, and each trustee opens the own share", async () => {
    await committee.deal(1, 2, 3)
    await committee.passDealing()
    await committee.finish()
    const { key } = await committee.state()
    expect([...key]).to.deep.equal([...generatorTimes(committee.secret)])
    for (const { index, decryptionKey } of committee.people) {
      for (const dealer of committee.dealers) {
        const [, , dealing] = await committee.dealing(dealer.index)
        const { context } = await committee.recipients(dealer.index)
        const share = openedShare(dealing, index, decryptionKey, context)
        expect(share).to.equal(valueAt(dealer.coefficients, index))
      }
      const shareKey = await scene.trustees.shareKey(committee.id, index)
      expect(shareKey).to.deep.equal([...generatorTimes(committee.share(index))])
    }
  })

  it("takes a dealing from a relay, and names nobody but the dealer", async () => {
    await expect(as(scene.trustees, scene.outsider).deal(...call))
      .to.emit(scene.trustees, "Dealt")
      .withArgs(committee.id, 1, Object.values(call[2]), Object.values(call[3]))
  })

  it("names who deals a share that is off by one, or under another mask", async () => {
    const [id, index, dealing, proof] = call
    for (const place of [0, 4]) {
      const encryptedShares = dealing.encryptedShares.with(place, (dealing.encryptedShares[place]! + 1n) % FIELD_ORDER)
      await expectInvalid([id, index, { ...dealing, encryptedShares }, proof])
    }
    await expectInvalid([id, index, { ...dealing, ephemeralKey: generatorTimes(5n) }, proof])
  })

  it("refuses numbers with r added: one dealing has one encoding", async () => {
    const [id, index, dealing, proof] = call
    const [x, y] = dealing.ephemeralKey
    const encryptedShares = dealing.encryptedShares.with(0, dealing.encryptedShares[0]! + FIELD_ORDER)
    await expectInvalid([id, index, { ...dealing, encryptedShares }, proof])
    await expectInvalid([id, index, { ...dealing, ephemeralKey: [x + FIELD_ORDER, y] }, proof])
  })

  it("refuses a commitment with r added, even if the trustee committed to it so", async () => {
    const other = await sameCommittee()
    const [id, index, dealing, proof] = call
    const [x, y] = dealing.commitments[1]!
    const commitments = dealing.commitments.with(1, [x + FIELD_ORDER, y])
    const hash = (await other.scene.trustees.commitmentOf(id, index, commitments, dealing.salt)) as string
    await other.committee.commitAs(1, committee.people[0]!.encryptionKey, hash)
    await other.committee.commit(2, 3, 4, 5)
    await expectInvalid([id, index, { ...dealing, commitments }, proof], other.scene)
  })

  it("refuses another dealer's proof, and one of nothing", async () => {
    const [id, index, dealing] = call
    const [, , , other] = await committee.dealing(2)
    await expectInvalid([id, index, dealing, other])
    await expectInvalid([id, index, dealing, { ...other, a: [0n, 0n] }])
  })

  it("refuses shares that are encrypted to another key than a trustee's own", async () => {
    const other = await sameCommittee()
    await other.committee.commit(1, 3, 4, 5)
    await other.committee.commitAs(2, generatorTimes(4242n), await other.committee.commitment(2))
    await expectInvalid(call, other.scene)
  })

  it("refuses shares for one who is no recipient", async () => {
    const other = await sameCommittee()
    await other.committee.commit(1, 2, 3, 5)
    await other.committee.passCommitting()
    await other.scene.trustees.endCommitting(other.committee.id)
    await expectInvalid(call, other.scene)
  })

  it("refuses a dealing to another committee", async () => {
    const other = await scene.form(5, 3)
    await other.commit(...other.indexes)
    const [, index, dealing, proof] = call
    await expectInvalid([other.id, index, dealing, proof])
  })

  it("refuses a dealing to another contract, or on another chain", async () => {
    const { chain, admin, convener } = scene
    const second = as(await deployTrustees(chain, admin, convener), convener)
    const there = await TrusteesScene.open({ proved: true, chainId: 1337 })
    for (const { on, trustees } of [
      { on: chain, trustees: second },
      { on: there.chain, trustees: there.trustees },
    ]) {
      const other = await CommitteeScene.form(on, trustees, { proved: true })
      expect(other.id).to.equal(committee.id)
      await other.commit(...other.indexes)
      await expect(trustees.deal(...call))
        .to.be.revertedWithCustomError(trustees, "InvalidDealing")
        .withArgs(other.id, 1)
    }
  })

  it("deals in a committee that is smaller than its circuit, around one who never committed", async () => {
    const small = await scene.form(3, 2)
    await small.commit(1, 3)
    await small.passCommitting()
    await scene.trustees.endCommitting(small.id)
    const [id, index, dealing, proof] = await small.dealing(3)
    expect(dealing.encryptedShares[1]).to.equal(0n)
    await expectInvalid([id, index, { ...dealing, encryptedShares: dealing.encryptedShares.with(1, 1n) }, proof])
    await small.deal(3)
    expect((await small.state()).dealers).to.equal(0b100n)
  })

  it("deals to seven by the larger circuit", async () => {
    const large = await scene.form(7, 4)
    await large.commit(...large.indexes)
    const [id, index, dealing, proof] = await large.dealing(7)
    const encryptedShares = dealing.encryptedShares.toReversed()
    await expectInvalid([id, index, { ...dealing, encryptedShares }, proof])
    await large.deal(7)
    expect((await large.state()).dealers).to.equal(0b1000000n)
  })
})
