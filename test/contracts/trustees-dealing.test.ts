import { expect } from "chai"
import { IDENTITY } from "../../sdk/crypto/baby-jubjub.ts"
import { as } from "./chain.ts"
import { trustee } from "./dealing-witness.ts"
import { COMMITTEE_STATE, TrusteesScene, type CommitteeScene } from "./trustees-scene.ts"

// What a dealing must be beside proved; the verifiers here take any proof.
describe("Trustees, dealing", () => {
  let scene: TrusteesScene
  let committee: CommitteeScene

  before(async () => {
    scene = await TrusteesScene.open({ proved: false })
  })

  beforeEach(async () => {
    committee = await scene.form(5, 3)
  })

  it("keeps who dealt, and announces all of the dealing", async () => {
    const { trustees } = scene
    await committee.commit(...committee.indexes)
    const [id, index, dealing, proof] = await committee.dealing(4)
    const receipt = await (await trustees.deal(id, index, dealing, proof)).wait()
    const { name, args } = trustees.interface.parseLog(receipt!.logs[0])!
    expect([name, args["committeeId"], args["index"]]).to.deep.equal(["Dealt", committee.id, 4n])
    expect(args["dealing"].toObject(true)).to.deep.equal(dealing)
    expect(args["proof"].toObject(true)).to.deep.equal(proof)
    expect((await committee.state()).dealers).to.equal(0b01000n)
  })

  it("is sent by anyone for a trustee", async () => {
    await committee.commit(...committee.indexes)
    await as(scene.trustees, scene.outsider).deal(...(await committee.dealing(1)))
    expect((await committee.state()).dealers).to.equal(0b00001n)
  })

  it("begins after committing, and ends at its time", async () => {
    const { trustees, chain } = scene
    await committee.commit(1, 2, 3, 4)
    const call = await committee.dealing(1)
    await expect(trustees.deal(...call))
      .to.be.revertedWithCustomError(trustees, "WrongCommitteeState")
      .withArgs(committee.id, COMMITTEE_STATE.committing, COMMITTEE_STATE.dealing)
    await committee.commit(5)
    const { dealBy } = await committee.state()
    await chain.networkHelpers.time.setNextBlockTimestamp(dealBy - 1n)
    await committee.deal(1)
    await expect(trustees.deal(...(await committee.dealing(2))))
      .to.be.revertedWithCustomError(trustees, "DealingOver")
      .withArgs(committee.id, dealBy)
  })

  it("is for those who committed", async () => {
    const { trustees } = scene
    await committee.commit(1, 2, 3)
    await committee.passCommitting()
    await trustees.endCommitting(committee.id)
    const [id, , dealing, proof] = await committee.dealing(1)
    for (const index of [0, 4, 6, 9, 17, 255]) {
      await expect(trustees.deal(id, index, dealing, proof), `index ${index}`)
        .to.be.revertedWithCustomError(trustees, "NotRecipient")
        .withArgs(id, index)
    }
  })

  it("is once only", async () => {
    const { trustees } = scene
    await committee.commit(...committee.indexes)
    await committee.deal(3)
    await expect(trustees.deal(...(await committee.dealing(3))))
      .to.be.revertedWithCustomError(trustees, "AlreadyDealt")
      .withArgs(committee.id, 3)
  })

  it("refuses the last dealer's polynomial that was chosen after the others' were seen", async () => {
    const { trustees } = scene
    await committee.commit(...committee.indexes)
    await committee.deal(1, 2, 3, 4)
    const [id, index, dealing, proof] = await committee.dealing(5)
    // Chosen so that the key would become the last dealer's own.
    committee.people[4] = { ...trustee(5, 3), coefficients: [99n, 5n, 6n] }
    await expect(trustees.deal(...(await committee.dealing(5))))
      .to.be.revertedWithCustomError(trustees, "WrongCommitment")
      .withArgs(committee.id, 5)
    const [first, second, third] = dealing.commitments
    for (const changed of [
      { ...dealing, commitments: [first!, third!, second!] },
      { ...dealing, salt: `0x${"00".repeat(32)}` },
    ]) {
      await expect(trustees.deal(id, index, changed, proof))
        .to.be.revertedWithCustomError(trustees, "WrongCommitment")
        .withArgs(committee.id, 5)
    }
    await trustees.deal(id, index, dealing, proof)
  })

  it("refuses a polynomial that was copied from another trustee, hash and all", async () => {
    const { trustees } = scene
    const copied = await committee.commitment(1)
    await committee.commit(1, 3, 4, 5)
    await committee.commitAs(2, committee.people[1]!.encryptionKey, copied)
    const [id, , dealing, proof] = await committee.dealing(1)
    await trustees.deal(id, 1, dealing, proof)
    await expect(trustees.deal(id, 2, dealing, proof))
      .to.be.revertedWithCustomError(trustees, "WrongCommitment")
      .withArgs(id, 2)
  })

  it("refuses a dealing that adds nothing to the key", async () => {
    const { trustees } = scene
    const { coefficients } = committee.people[1]!
    committee.people[1]!.coefficients = [0n, ...coefficients.slice(1)]
    await committee.commit(...committee.indexes)
    const call = await committee.dealing(2)
    expect(call[2].commitments[0]).to.deep.equal(IDENTITY)
    await expect(trustees.deal(...call))
      .to.be.revertedWithCustomError(trustees, "IdentityKeyShare")
      .withArgs(committee.id, 2)
  })

  it("takes as many commitments as the threshold, and a share for each trustee", async () => {
    const { trustees } = scene
    await committee.commit(...committee.indexes)
    const [id, index, dealing, proof] = await committee.dealing(1)
    for (const commitments of [dealing.commitments.slice(0, 2), [...dealing.commitments, IDENTITY], []]) {
      await expect(trustees.deal(id, index, { ...dealing, commitments }, proof))
        .to.be.revertedWithCustomError(trustees, "WrongCommitmentCount")
        .withArgs(commitments.length, 3)
    }
    for (const encryptedShares of [dealing.encryptedShares.slice(1), [...dealing.encryptedShares, 0n], []]) {
      await expect(trustees.deal(id, index, { ...dealing, encryptedShares }, proof))
        .to.be.revertedWithCustomError(trustees, "WrongShareCount")
        .withArgs(encryptedShares.length, 5)
    }
  })
})
