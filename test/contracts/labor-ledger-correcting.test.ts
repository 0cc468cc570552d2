import { expect } from "chai"
import { STATE } from "./ledger-model.ts"
import { DAY, LedgerScene, NO_PROOF } from "./ledger-scene.ts"

describe("LaborLedger, correcting", () => {
  let scene: LedgerScene
  let wrong: bigint

  beforeEach(async () => {
    scene = await LedgerScene.open()
    await scene.accept()
    wrong = await scene.accept()
    await scene.accept()
  })

  it("strikes the wrong sheet and puts the right one in its place, in one transaction", async () => {
    const { ledger, model, ann, ben } = scene
    const before = model.root
    const right = scene.claim({ day: DAY + 7n })
    await expect(scene.by(ann).postCorrection(wrong, right, NO_PROOF))
      .to.emit(ledger, "SheetPosted")
      .withArgs(4n, ann, right.root, right.day, right.total, right.groupTotals, wrong)
    model.post(right, ann.address, wrong)
    await scene.matches()
    expect(await ledger.root(), "posting alone corrects nothing").to.equal(before)

    const sent = scene.countersign(4n, ben)
    await expect(sent)
      .to.emit(ledger, "SheetCountersigned")
      .withArgs(4n, ben)
      .and.to.emit(ledger, "SheetStruck")
      .withArgs(wrong, 1n)
      .and.to.emit(ledger, "SheetAccepted")
      .withArgs(4n, 1n, right.root)
    await scene.matches()
    const receipt = (await (await sent).wait())!
    const names = receipt.logs.map((log) => ledger.interface.parseLog(log)?.name)
    expect(names).to.deep.equal(["SheetCountersigned", "SupersededRootsEnded", "SheetStruck", "SheetAccepted"])
  })

  it("ends at once the roots that hold the wrong sheet", async () => {
    const { ledger, model } = scene
    const before = model.root
    await scene.countersign(await scene.postCorrection(wrong))
    expect(await ledger.isKnownRoot(before)).to.equal(false)
    expect(await ledger.isKnownRoot(model.root)).to.equal(true)
  })

  it("is the same as a ledger rebuilt from scratch after every correction, strike and acceptance of 40 steps", async () => {
    const { random, model } = scene
    for (let step = 0; step < 40; step++) {
      const standing = [...model.sheets].filter(([, { state }]) => state === STATE.accepted).map(([id]) => id)
      const claim = scene.claim({ day: DAY + BigInt(7 * random.below(3)) })
      if (step % 3 === 0) await scene.accept(claim)
      else if (step % 7 === 1) await scene.strike(random.pick(standing))
      else await scene.countersign(await scene.postCorrection(random.pick(standing), claim))
      expect(await scene.ledger.root()).to.equal(model.root)
      for (const day of model.days) expect(await scene.books(day)).to.deep.equal(model.books(day))
    }
    await scene.matches()
  })

  it("can be of another's sheet, and of a correction", async () => {
    const first = await scene.postCorrection(wrong, scene.claim(), scene.cem)
    await scene.countersign(first, scene.ann)
    await scene.matches()
    const second = await scene.postCorrection(first, scene.claim(), scene.ann)
    await scene.countersign(second, scene.cem)
    await scene.matches()
    expect(((await scene.ledger.sheet(second)) as { index: bigint }).index).to.equal(1n)
  })

  it("needs the countersignatures that everything needs, each of another attester than its author", async () => {
    const { ledger, ann, ben, cem, dot } = scene
    await scene.require(3)
    const sheetId = await scene.postCorrection(wrong)
    const siblings = scene.model.siblings(wrong)
    await expect(scene.by(ann).countersignCorrection(sheetId, siblings))
      .to.be.revertedWithCustomError(ledger, "CannotCountersignOwn")
      .withArgs(sheetId, ann)
    for (const attester of [ben, cem]) {
      await scene.by(attester).countersignCorrection(sheetId, [])
      scene.model.countersign(sheetId)
      await scene.matches()
    }
    await expect(scene.by(cem).countersignCorrection(sheetId, siblings))
      .to.be.revertedWithCustomError(ledger, "AlreadyCountersigned")
      .withArgs(sheetId, cem)
    await expect(scene.countersign(sheetId, dot)).to.emit(ledger, "SheetAccepted")
    await scene.matches()
  })

  it("refuses wrong siblings, and the signature that came with them", async () => {
    const { ledger, model, ben } = scene
    const sheetId = await scene.postCorrection(wrong)
    await expect(scene.by(ben).countersignCorrection(sheetId, model.siblings(1n))).to.be.revertedWithCustomError(
      ledger,
      "WrongPath",
    )
    await expect(scene.by(ben).countersignCorrection(sheetId, []))
      .to.be.revertedWithCustomError(ledger, "WrongPathLength")
      .withArgs(0n, 1n)
    await scene.matches()
    await scene.countersign(sheetId)
    await scene.matches()
  })

  it("is countersigned as what it is", async () => {
    const { ledger, model, ben } = scene
    const [plain, correction] = [await scene.post(), await scene.postCorrection(wrong)]
    await expect(scene.by(ben).countersign(correction))
      .to.be.revertedWithCustomError(ledger, "IsCorrection")
      .withArgs(correction, wrong)
    await expect(scene.by(ben).countersignCorrection(plain, model.siblings(wrong)))
      .to.be.revertedWithCustomError(ledger, "IsNoCorrection")
      .withArgs(plain)
    for (const sheetId of [99n, wrong]) {
      await expect(scene.by(ben).countersignCorrection(sheetId, []))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(sheetId, sheetId === wrong ? STATE.accepted : STATE.none, STATE.pending)
    }
  })

  it("can only be posted of an accepted sheet", async () => {
    const { ledger, ann } = scene
    const pending = await scene.post()
    const withdrawn = await scene.post()
    await scene.withdraw(withdrawn)
    await scene.strike(wrong)
    for (const [sheetId, state] of [
      [0n, STATE.none],
      [99n, STATE.none],
      [pending, STATE.pending],
      [withdrawn, STATE.withdrawn],
      [wrong, STATE.struck],
    ]) {
      await expect(scene.by(ann).postCorrection(sheetId, scene.claim(), NO_PROOF))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(sheetId, state, STATE.accepted)
    }
  })

  it("refuses a root that stands, that of the wrong sheet included", async () => {
    const { ledger, model, ann } = scene
    const pending = await scene.post()
    for (const sheetId of [wrong, pending]) {
      const { claim } = model.sheet(sheetId)
      await expect(scene.by(ann).postCorrection(wrong, claim, NO_PROOF))
        .to.be.revertedWithCustomError(ledger, "SheetStands")
        .withArgs(claim.root, sheetId)
    }
  })

  it("may wait beside another of the same sheet; the first that is accepted counts", async () => {
    const { ledger, model, ben, cem } = scene
    const first = await scene.postCorrection(wrong)
    const second = await scene.postCorrection(wrong, scene.claim(), cem)
    await scene.countersign(second)
    await scene.matches()
    await expect(scene.by(ben).countersignCorrection(first, model.siblings(second)))
      .to.be.revertedWithCustomError(ledger, "WrongSheetState")
      .withArgs(wrong, STATE.struck, STATE.accepted)
    await scene.withdraw(first)
    await scene.matches()
  })

  it("cannot be completed once the wrong sheet was struck, and its author takes it back", async () => {
    const { ledger, model, ben, cem } = scene
    await scene.require(2)
    const sheetId = await scene.postCorrection(wrong)
    await scene.countersign(sheetId)
    await scene.require(1)
    const siblings = model.siblings(wrong)
    await scene.strike(wrong)
    await expect(scene.by(cem).countersignCorrection(sheetId, siblings))
      .to.be.revertedWithCustomError(ledger, "WrongSheetState")
      .withArgs(wrong, STATE.struck, STATE.accepted)
    await scene.matches()
    await scene.withdraw(sheetId, scene.ann)
    await scene.matches()
    expect(await ledger.standingSheet(model.sheet(sheetId).claim.root)).to.equal(0n)
    await expect(scene.by(ben).countersignCorrection(sheetId, siblings))
      .to.be.revertedWithCustomError(ledger, "WrongSheetState")
      .withArgs(sheetId, STATE.withdrawn, STATE.pending)
  })

  it("ends a strike that was requested of the wrong sheet", async () => {
    const { ledger, model, cem, dot } = scene
    await scene.requestStrike(wrong)
    await scene.countersign(await scene.postCorrection(wrong))
    await scene.matches()
    const siblings = model.siblings(4n)
    for (const call of [
      () => scene.by(dot).countersignStrike(wrong, siblings),
      () => scene.by(cem).withdrawStrike(wrong),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(wrong, STATE.struck, STATE.accepted)
    }
    await expect(scene.by(dot).countersignStrike(4n, siblings))
      .to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
      .withArgs(4n)
  })

  it("can be put back to what was corrected: that root is good again, the one between is not", async () => {
    const { ledger, model } = scene
    const { claim } = model.sheet(wrong)
    const before = model.root
    const other = await scene.postCorrection(wrong)
    await scene.countersign(other)
    const between = model.root
    await scene.countersign(await scene.postCorrection(other, claim))
    await scene.matches()
    expect(await ledger.root()).to.equal(before)
    expect(await ledger.isKnownRoot(before)).to.equal(true)
    expect(await ledger.isKnownRoot(between)).to.equal(false)
  })

  it("can itself be struck, which leaves its place empty", async () => {
    const sheetId = await scene.postCorrection(wrong)
    await scene.countersign(sheetId)
    await scene.strike(sheetId)
    await scene.matches()
    expect(scene.model.leaves[1]).to.equal(0n)
    await scene.accept(scene.model.sheet(wrong).claim)
    await scene.matches()
  })
})
