import { expect } from "chai"
import { ADMIN_DELAY, ROOT_WINDOW } from "./deploy.ts"
import { STATE } from "./ledger-model.ts"
import { LedgerScene, NO_PROOF } from "./ledger-scene.ts"
import { SHEET_POLICY } from "./sheet-witness.ts"

describe("LaborLedger, countersigning", () => {
  let scene: LedgerScene

  async function stateOf(sheetId: bigint): Promise<unknown> {
    return ((await scene.ledger.sheet(sheetId)) as { state: bigint }).state
  }

  describe("with one countersignature", () => {
    beforeEach(async () => {
      scene = await LedgerScene.open()
    })

    it("takes a sheet in when another attester has countersigned it", async () => {
      const { ledger, ben, model } = scene
      const claim = scene.claim()
      const sheetId = await scene.post(claim)
      await scene.matches()
      expect(await ledger.root(), "a pending sheet is no leaf").to.equal(0n)

      await expect(scene.countersign(sheetId))
        .to.emit(ledger, "SheetCountersigned")
        .withArgs(sheetId, ben)
        .and.to.emit(ledger, "SheetAccepted")
        .withArgs(sheetId, 0n, claim.root)
      await scene.matches()
      expect(await ledger.isKnownRoot(model.root)).to.equal(true)
    })

    it("has no root with a sheet in it before that sheet is accepted", async () => {
      await scene.accept()
      const before = scene.model.root
      const sheetId = await scene.post()
      expect(await scene.ledger.root()).to.equal(before)
      scene.model.countersign(sheetId)
      expect(await scene.ledger.isKnownRoot(scene.model.root)).to.equal(false)
    })

    it("is the same as a ledger rebuilt from scratch after every acceptance and strike of 30 sheets", async () => {
      const accepted: bigint[] = []
      for (let sheet = 0; sheet < 30; sheet++) {
        accepted.push(await scene.accept())
        expect(await scene.ledger.root()).to.equal(scene.model.root)
        if (sheet % 4 === 3) {
          await scene.strike(accepted.splice(scene.random.below(accepted.length), 1)[0]!)
          await scene.matches()
        }
      }
    })

    it("does not let an author countersign", async () => {
      const sheetId = await scene.post()
      await expect(scene.by(scene.ann).countersign(sheetId))
        .to.be.revertedWithCustomError(scene.ledger, "CannotCountersignOwn")
        .withArgs(sheetId, scene.ann)
    })

    it("does not let an outsider, or the admin who is no attester, take any attester's step", async () => {
      const sheetId = await scene.accept()
      const role = await scene.ledger.ATTESTER_ROLE()
      for (const account of [scene.outsider, scene.admin]) {
        const ledger = scene.by(account)
        for (const call of [
          () => ledger.post(scene.claim(), NO_PROOF),
          () => ledger.postCorrection(sheetId, scene.claim(), NO_PROOF),
          () => ledger.countersign(sheetId),
          () => ledger.countersignCorrection(sheetId, []),
          () => ledger.requestStrike(sheetId),
          () => ledger.countersignStrike(sheetId, []),
        ]) {
          await expect(call())
            .to.be.revertedWithCustomError(ledger, "AccessControlUnauthorizedAccount")
            .withArgs(account, role)
        }
      }
    })

    it("refuses a sheet that there is not, and one that is accepted", async () => {
      await expect(scene.by(scene.ann).countersign(99n))
        .to.be.revertedWithCustomError(scene.ledger, "WrongSheetState")
        .withArgs(99n, STATE.none, STATE.pending)
      const accepted = await scene.accept()
      await expect(scene.by(scene.cem).countersign(accepted))
        .to.be.revertedWithCustomError(scene.ledger, "WrongSheetState")
        .withArgs(accepted, STATE.accepted, STATE.pending)
    })

    it("cannot be set to none", async () => {
      const { ledger, chain, admin } = scene
      await expect(ledger.setRequiredCountersignatures(0))
        .to.be.revertedWithCustomError(ledger, "InvalidRequiredCountersignatures")
        .withArgs(0)
      const verifier = await ledger.sheetVerifier(1)
      await expect(
        chain.ethers.deployContract("LaborLedger", [
          admin.address,
          ADMIN_DELAY,
          ROOT_WINDOW,
          0,
          SHEET_POLICY,
          [{ rows: 1, verifier }],
        ]),
      ).to.be.revertedWithCustomError(ledger, "InvalidRequiredCountersignatures")
    })
  })

  describe("with three countersignatures", () => {
    beforeEach(async () => {
      scene = await LedgerScene.open(3)
    })

    it("takes a sheet in with the third, and not before", async () => {
      const sheetId = await scene.post()
      for (const attester of [scene.ben, scene.cem]) {
        await expect(scene.countersign(sheetId, attester)).not.to.emit(scene.ledger, "SheetAccepted")
        await scene.matches()
      }
      await expect(scene.countersign(sheetId, scene.dot)).to.emit(scene.ledger, "SheetAccepted")
      await scene.matches()
    })

    it("does not count one attester twice", async () => {
      const sheetId = await scene.post()
      await scene.countersign(sheetId)
      await expect(scene.by(scene.ben).countersign(sheetId))
        .to.be.revertedWithCustomError(scene.ledger, "AlreadyCountersigned")
        .withArgs(sheetId, scene.ben)
    })

    it("counts a signature of an attester who has lost the role since, and takes no new one from them", async () => {
      const [first, second] = [await scene.post(), await scene.post()]
      await scene.countersign(first)
      await scene.ledger.revokeRole(await scene.ledger.ATTESTER_ROLE(), scene.ben.address)
      await expect(scene.by(scene.ben).countersign(second)).to.be.revertedWithCustomError(
        scene.ledger,
        "AccessControlUnauthorizedAccount",
      )
      await scene.countersign(first, scene.cem)
      await expect(scene.countersign(first, scene.dot)).to.emit(scene.ledger, "SheetAccepted")
    })

    it("looks the number up at each countersignature", async () => {
      const { ledger, cem } = scene
      const sheetId = await scene.post()
      await scene.countersign(sheetId)
      await expect(scene.require(1)).to.emit(ledger, "RequiredCountersignaturesSet").withArgs(1)
      expect(await ledger.requiredCountersignatures()).to.equal(1n)
      expect(await stateOf(sheetId), "lowering alone accepts nothing").to.equal(STATE.pending)
      await expect(scene.countersign(sheetId, cem)).to.emit(ledger, "SheetAccepted")

      const raised = await scene.post()
      await scene.require(2)
      await expect(scene.countersign(raised)).not.to.emit(ledger, "SheetAccepted")
    })

    it("keeps the signatures of different sheets apart", async () => {
      const [first, second] = [await scene.post(), await scene.post()]
      for (const attester of [scene.ben, scene.cem]) await scene.countersign(first, attester)
      await expect(scene.countersign(second)).not.to.emit(scene.ledger, "SheetAccepted")
    })
  })

  describe("when a sheet is taken back", () => {
    beforeEach(async () => {
      scene = await LedgerScene.open()
    })

    it("lets only the author, and only while it is pending", async () => {
      const { ledger, ann, ben } = scene
      const sheetId = await scene.post()
      await expect(scene.by(ben).withdraw(sheetId))
        .to.be.revertedWithCustomError(ledger, "NotAuthor")
        .withArgs(sheetId, ben, ann)
      await expect(scene.withdraw(sheetId)).to.emit(ledger, "SheetWithdrawn").withArgs(sheetId)
      await scene.matches()
      for (const call of [() => scene.by(ann).withdraw(sheetId), () => scene.by(ben).countersign(sheetId)]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "WrongSheetState")
          .withArgs(sheetId, STATE.withdrawn, STATE.pending)
      }
      const accepted = await scene.accept()
      await expect(scene.by(ann).withdraw(accepted))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(accepted, STATE.accepted, STATE.pending)
    })

    it("lets the author who is no attester any more", async () => {
      const sheetId = await scene.post()
      await scene.ledger.revokeRole(await scene.ledger.ATTESTER_ROLE(), scene.ann.address)
      await expect(scene.withdraw(sheetId)).to.emit(scene.ledger, "SheetWithdrawn")
    })

    it("lets anyone post that root again, with no signatures under it", async () => {
      await scene.require(2)
      const claim = scene.claim()
      const first = await scene.post(claim)
      await scene.countersign(first)
      await scene.withdraw(first)
      await scene.matches()
      const second = await scene.post(claim, scene.ben)
      await scene.matches()
      await expect(scene.countersign(second, scene.ann)).not.to.emit(scene.ledger, "SheetAccepted")
    })
  })
})
