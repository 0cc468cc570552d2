import { expect } from "chai"
import { leanRoot } from "./reference-tree.ts"
import { STATE } from "./ledger-model.ts"
import { LedgerScene } from "./ledger-scene.ts"

describe("LaborLedger, striking", () => {
  let scene: LedgerScene

  describe("with one countersignature", () => {
    beforeEach(async () => {
      scene = await LedgerScene.open()
    })

    it("empties the leaf and ends all superseded roots at once", async () => {
      const { ledger, model, cem, dot } = scene
      const sheets = [await scene.accept(), await scene.accept(), await scene.accept()]
      const before = model.root
      const earlier = leanRoot(model.leaves.slice(0, 2))
      expect(await ledger.isKnownRoot(earlier)).to.equal(true)

      await expect(scene.requestStrike(sheets[1]!)).to.emit(ledger, "StrikeRequested").withArgs(sheets[1], cem)
      expect(await ledger.root(), "a request changes nothing").to.equal(before)
      await scene.matches()
      await expect(scene.countersignStrike(sheets[1]!))
        .to.emit(ledger, "StrikeCountersigned")
        .withArgs(sheets[1], dot)
        .and.to.emit(ledger, "SheetStruck")
        .withArgs(sheets[1], 1n)
        .and.to.emit(ledger, "SupersededRootsEnded")
      await scene.matches()
      expect(await ledger.isKnownRoot(before)).to.equal(false)
      expect(await ledger.isKnownRoot(earlier)).to.equal(false)
      expect(await ledger.isKnownRoot(model.root)).to.equal(true)
    })

    it("lets the sheet's author ask for it, and the sheet's author countersign it", async () => {
      const [first, second] = [await scene.accept(), await scene.accept()]
      await scene.requestStrike(first, scene.ann)
      await expect(scene.countersignStrike(first, scene.ben)).to.emit(scene.ledger, "SheetStruck")
      await scene.requestStrike(second, scene.cem)
      await expect(scene.countersignStrike(second, scene.ann)).to.emit(scene.ledger, "SheetStruck")
      await scene.matches()
    })

    it("takes the root again, as a new leaf", async () => {
      const claim = scene.claim()
      await scene.strike(await scene.accept(claim))
      const second = await scene.accept(claim)
      expect(((await scene.ledger.sheet(second)) as { index: bigint }).index).to.equal(1n)
      await scene.matches()
    })

    it("refuses wrong siblings, and the signature that came with them", async () => {
      const { ledger, model } = scene
      const other = await scene.accept()
      const sheetId = await scene.accept()
      await scene.requestStrike(sheetId)
      const dots = scene.by(scene.dot)
      await expect(dots.countersignStrike(sheetId, model.siblings(other))).to.be.revertedWithCustomError(
        ledger,
        "WrongPath",
      )
      await expect(dots.countersignStrike(sheetId, []))
        .to.be.revertedWithCustomError(ledger, "WrongPathLength")
        .withArgs(0n, 1n)
      await expect(scene.countersignStrike(sheetId)).to.emit(ledger, "SheetStruck")
    })

    it("refuses a second request, one for a sheet that is not accepted, and to countersign none", async () => {
      const { ledger, ben, cem, dot } = scene
      const accepted = await scene.accept()
      const pending = await scene.post()
      await expect(scene.by(ben).countersignStrike(accepted, []))
        .to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
        .withArgs(accepted)
      await expect(scene.by(ben).withdrawStrike(accepted)).to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
      await scene.requestStrike(accepted)
      await expect(scene.by(dot).requestStrike(accepted))
        .to.be.revertedWithCustomError(ledger, "StrikeAlreadyRequested")
        .withArgs(accepted, cem)
      await expect(scene.by(dot).withdrawStrike(accepted))
        .to.be.revertedWithCustomError(ledger, "NotStrikeRequester")
        .withArgs(accepted, dot, cem)
      for (const call of [
        () => scene.by(cem).requestStrike(pending),
        () => scene.by(cem).countersignStrike(pending, []),
        () => scene.by(cem).withdrawStrike(pending),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "WrongSheetState")
          .withArgs(pending, STATE.pending, STATE.accepted)
      }
    })

    it("does not strike twice", async () => {
      const sheetId = await scene.accept()
      await scene.strike(sheetId)
      for (const call of [
        () => scene.by(scene.cem).requestStrike(sheetId),
        () => scene.by(scene.ben).countersignStrike(sheetId, []),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(scene.ledger, "WrongSheetState")
          .withArgs(sheetId, STATE.struck, STATE.accepted)
      }
    })
  })

  describe("with three countersignatures", () => {
    let sheetId: bigint

    beforeEach(async () => {
      scene = await LedgerScene.open(3)
      sheetId = await scene.post()
      for (const attester of [scene.ben, scene.cem, scene.dot]) await scene.countersign(sheetId, attester)
    })

    it("strikes with the third, by attesters other than the one who asked", async () => {
      const { ledger, model, ann, ben, cem, dot } = scene
      const siblings = model.siblings(sheetId)
      await scene.requestStrike(sheetId, ben)
      await scene.by(cem).countersignStrike(sheetId, [])
      await scene.by(ann).countersignStrike(sheetId, [])
      await expect(scene.by(cem).countersignStrike(sheetId, siblings))
        .to.be.revertedWithCustomError(ledger, "AlreadyCountersigned")
        .withArgs(sheetId, cem)
      await expect(scene.by(ben).countersignStrike(sheetId, siblings))
        .to.be.revertedWithCustomError(ledger, "CannotCountersignOwn")
        .withArgs(sheetId, ben)
      model.sheet(sheetId).strikeCountersignatures = 2
      await scene.matches()
      await expect(scene.countersignStrike(sheetId, dot)).to.emit(ledger, "SheetStruck").withArgs(sheetId, 0n)
      await scene.matches()
    })

    it("voids the signatures of a request that was withdrawn", async () => {
      const { ledger, ann, ben, cem, dot } = scene
      await scene.requestStrike(sheetId, ann)
      for (const attester of [ben, cem]) await scene.countersignStrike(sheetId, attester)
      await expect(scene.withdrawStrike(sheetId, ann)).to.emit(ledger, "StrikeWithdrawn").withArgs(sheetId)
      await scene.matches()
      await expect(scene.by(dot).countersignStrike(sheetId, scene.model.siblings(sheetId)))
        .to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
        .withArgs(sheetId)

      await scene.requestStrike(sheetId, dot)
      await scene.countersignStrike(sheetId, ben)
      await scene.countersignStrike(sheetId, cem)
      await scene.matches()
      await expect(scene.countersignStrike(sheetId, ann)).to.emit(ledger, "SheetStruck")
      await scene.matches()
    })
  })
})
