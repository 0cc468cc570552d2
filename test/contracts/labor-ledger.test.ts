import { expect } from "chai"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as, simulatedChain, type Chain } from "./chain.ts"
import { deployLedger, ROOT_WINDOW, type LaborLedger } from "./deploy.ts"
import { Random } from "./random.ts"
import { leanRoot, siblingsOf } from "./reference-tree.ts"

const STATE = { none: 0n, pending: 1n, withdrawn: 2n, accepted: 3n, struck: 4n }

describe("LaborLedger", () => {
  let chain: Chain
  let ledger: LaborLedger
  let admin: HardhatEthersSigner
  let [ann, ben, cem, dot, outsider]: HardhatEthersSigner[] = []
  let leaves: bigint[]
  const random = new Random(3)

  before(async () => {
    chain = await simulatedChain()
    const signers = await chain.ethers.getSigners()
    admin = signers[0]!
    ;[ann, ben, cem, dot, outsider] = signers.slice(1)
  })

  async function found(required = 1): Promise<void> {
    ledger = await deployLedger(chain, admin, [ann!, ben!, cem!, dot!], required)
    leaves = []
  }

  function by(attester: HardhatEthersSigner | undefined): LaborLedger {
    return as(ledger, attester!)
  }

  async function post(sheetRoot = random.element(), author = ann): Promise<bigint> {
    const sheetId = (await by(author).post.staticCall(sheetRoot)) as bigint
    await by(author).post(sheetRoot)
    return sheetId
  }

  /** Posts a sheet and has it accepted, where one countersignature is enough. */
  async function accept(sheetRoot = random.element()): Promise<bigint> {
    const sheetId = await post(sheetRoot)
    await by(ben).countersign(sheetId)
    leaves.push(sheetRoot)
    return sheetId
  }

  async function strike(sheetId: bigint): Promise<void> {
    const { index } = (await ledger.sheet(sheetId)) as { index: bigint }
    await by(cem).requestStrike(sheetId)
    await by(dot).countersignStrike(sheetId, siblingsOf(leaves, Number(index)))
    leaves[Number(index)] = 0n
  }

  async function stateOf(sheetId: bigint): Promise<unknown> {
    return ((await ledger.sheet(sheetId)) as { state: bigint }).state
  }

  async function matches(): Promise<void> {
    expect(await ledger.root(), `root of ${leaves.length} leaves`).to.equal(leanRoot(leaves))
    expect(await ledger.size()).to.equal(BigInt(leaves.length))
  }

  describe("under dual control", () => {
    beforeEach(() => found())

    it("takes a sheet in when another attester has countersigned it", async () => {
      const sheetRoot = random.element()
      await expect(by(ann).post(sheetRoot)).to.emit(ledger, "SheetPosted").withArgs(1n, ann, sheetRoot)
      expect(await ledger.root(), "a pending sheet is no leaf").to.equal(0n)
      expect(await stateOf(1n)).to.equal(STATE.pending)

      await expect(by(ben).countersign(1n))
        .to.emit(ledger, "SheetCountersigned")
        .withArgs(1n, ben)
        .and.to.emit(ledger, "SheetAccepted")
        .withArgs(1n, 0n, sheetRoot)
      leaves.push(sheetRoot)
      await matches()
      const sheet = await ledger.sheet(1n)
      expect(sheet.toArray()).to.deep.equal([
        sheetRoot,
        ann!.address,
        STATE.accepted,
        0n,
        1n,
        chain.ethers.ZeroAddress,
        0n,
      ])
      expect(await ledger.standingSheet(sheetRoot)).to.equal(1n)
      expect(await ledger.sheetCount()).to.equal(1n)
    })

    it("is the same as a ledger rebuilt from scratch after every acceptance and strike of 30 sheets", async () => {
      const accepted: bigint[] = []
      for (let sheet = 0; sheet < 30; sheet++) {
        accepted.push(await accept())
        await matches()
        if (sheet % 4 === 3) {
          await strike(accepted.splice(random.below(accepted.length), 1)[0]!)
          await matches()
        }
      }
    })

    it("does not let an author countersign", async () => {
      const sheetId = await post()
      await expect(by(ann).countersign(sheetId))
        .to.be.revertedWithCustomError(ledger, "CannotCountersignOwn")
        .withArgs(sheetId, ann)
    })

    it("does not let an outsider post, countersign, ask for a strike or countersign one", async () => {
      const sheetId = await accept()
      const role = await ledger.ATTESTER_ROLE()
      for (const call of [
        () => by(outsider).post(5n),
        () => by(outsider).countersign(sheetId),
        () => by(outsider).requestStrike(sheetId),
        () => by(outsider).countersignStrike(sheetId, []),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "AccessControlUnauthorizedAccount")
          .withArgs(outsider, role)
      }
    })

    it("does not let the admin who is no attester do it either", async () => {
      await expect(ledger.post(5n)).to.be.revertedWithCustomError(ledger, "AccessControlUnauthorizedAccount")
    })
  })

  describe("with three countersignatures", () => {
    beforeEach(() => found(3))

    it("takes a sheet in with the third, and not before", async () => {
      const sheetId = await post()
      for (const attester of [ben, cem]) {
        await expect(by(attester).countersign(sheetId)).not.to.emit(ledger, "SheetAccepted")
        expect(await stateOf(sheetId)).to.equal(STATE.pending)
      }
      await expect(by(dot).countersign(sheetId)).to.emit(ledger, "SheetAccepted")
    })

    it("does not count one attester twice", async () => {
      const sheetId = await post()
      await by(ben).countersign(sheetId)
      await expect(by(ben).countersign(sheetId))
        .to.be.revertedWithCustomError(ledger, "AlreadyCountersigned")
        .withArgs(sheetId, ben)
    })

    it("counts a signature of an attester who has lost the role since, and takes no new one from them", async () => {
      const [first, second] = [await post(), await post()]
      await by(ben).countersign(first)
      await ledger.revokeRole(await ledger.ATTESTER_ROLE(), ben!.address)
      await expect(by(ben).countersign(second)).to.be.revertedWithCustomError(
        ledger,
        "AccessControlUnauthorizedAccount",
      )
      await by(cem).countersign(first)
      await expect(by(dot).countersign(first)).to.emit(ledger, "SheetAccepted")
    })

    it("looks the number up at each countersignature", async () => {
      const sheetId = await post()
      await by(ben).countersign(sheetId)
      await expect(ledger.setRequiredCountersignatures(1)).to.emit(ledger, "RequiredCountersignaturesSet").withArgs(1)
      expect(await ledger.requiredCountersignatures()).to.equal(1n)
      expect(await stateOf(sheetId), "lowering alone accepts nothing").to.equal(STATE.pending)
      await expect(by(cem).countersign(sheetId)).to.emit(ledger, "SheetAccepted")

      const raised = await post()
      await ledger.setRequiredCountersignatures(2)
      await expect(by(ben).countersign(raised)).not.to.emit(ledger, "SheetAccepted")
    })

    it("keeps the signatures of different sheets apart", async () => {
      const [first, second] = [await post(), await post()]
      for (const attester of [ben, cem]) await by(attester).countersign(first)
      await expect(by(ben).countersign(second)).not.to.emit(ledger, "SheetAccepted")
    })

    it("strikes a sheet with the third countersignature, by attesters other than the one who asked", async () => {
      const sheetId = await post()
      for (const attester of [ben, cem, dot]) await by(attester).countersign(sheetId)
      leaves.push((await ledger.sheet(sheetId)).root)
      const siblings = siblingsOf(leaves, 0)

      await by(ben).requestStrike(sheetId)
      await by(cem).countersignStrike(sheetId, [])
      await by(ann).countersignStrike(sheetId, [])
      await expect(by(cem).countersignStrike(sheetId, siblings))
        .to.be.revertedWithCustomError(ledger, "AlreadyCountersigned")
        .withArgs(sheetId, cem)
      await expect(by(ben).countersignStrike(sheetId, siblings))
        .to.be.revertedWithCustomError(ledger, "CannotCountersignOwn")
        .withArgs(sheetId, ben)
      expect(await stateOf(sheetId)).to.equal(STATE.accepted)
      await expect(by(dot).countersignStrike(sheetId, siblings)).to.emit(ledger, "SheetStruck").withArgs(sheetId, 0n)
      leaves[0] = 0n
      await matches()
    })

    it("voids the signatures of a strike that was withdrawn", async () => {
      const sheetId = await post()
      for (const attester of [ben, cem, dot]) await by(attester).countersign(sheetId)
      leaves.push((await ledger.sheet(sheetId)).root)

      await by(ann).requestStrike(sheetId)
      for (const attester of [ben, cem]) await by(attester).countersignStrike(sheetId, [])
      await expect(by(ann).withdrawStrike(sheetId)).to.emit(ledger, "StrikeWithdrawn").withArgs(sheetId)
      await expect(by(dot).countersignStrike(sheetId, siblingsOf(leaves, 0)))
        .to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
        .withArgs(sheetId)

      await by(dot).requestStrike(sheetId)
      await by(ben).countersignStrike(sheetId, [])
      await by(cem).countersignStrike(sheetId, [])
      expect(await stateOf(sheetId)).to.equal(STATE.accepted)
      await expect(by(ann).countersignStrike(sheetId, siblingsOf(leaves, 0))).to.emit(ledger, "SheetStruck")
    })
  })

  describe("when a sheet is taken back", () => {
    beforeEach(() => found())

    it("lets only the author, and only while it is pending", async () => {
      const sheetRoot = random.element()
      const sheetId = await post(sheetRoot)
      await expect(by(ben).withdraw(sheetId))
        .to.be.revertedWithCustomError(ledger, "NotAuthor")
        .withArgs(sheetId, ben, ann)
      await expect(by(ann).withdraw(sheetId)).to.emit(ledger, "SheetWithdrawn").withArgs(sheetId)
      expect(await stateOf(sheetId)).to.equal(STATE.withdrawn)
      for (const call of [() => by(ann).withdraw(sheetId), () => by(ben).countersign(sheetId)]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "WrongSheetState")
          .withArgs(sheetId, STATE.withdrawn, STATE.pending)
      }
      const accepted = await accept()
      await expect(by(ann).withdraw(accepted))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(accepted, STATE.accepted, STATE.pending)
    })

    it("lets the author who is no attester any more", async () => {
      const sheetId = await post()
      await ledger.revokeRole(await ledger.ATTESTER_ROLE(), ann!.address)
      await expect(by(ann).withdraw(sheetId)).to.emit(ledger, "SheetWithdrawn")
    })

    it("lets anyone post that root again, with no signatures under it", async () => {
      await ledger.setRequiredCountersignatures(2)
      const sheetRoot = random.element()
      const first = await post(sheetRoot)
      await by(ben).countersign(first)
      await by(ann).withdraw(first)
      expect(await ledger.standingSheet(sheetRoot)).to.equal(0n)
      const second = await post(sheetRoot, ben)
      expect(await ledger.standingSheet(sheetRoot)).to.equal(second)
      await expect(by(ann).countersign(second)).not.to.emit(ledger, "SheetAccepted")
    })
  })

  describe("when a sheet is struck out", () => {
    beforeEach(() => found())

    it("empties the leaf and ends all superseded roots at once", async () => {
      const sheets = [await accept(), await accept(), await accept()]
      const before = leanRoot(leaves)
      expect(await ledger.isKnownRoot(leanRoot(leaves.slice(0, 2)))).to.equal(true)

      await expect(by(cem).requestStrike(sheets[1]!)).to.emit(ledger, "StrikeRequested").withArgs(sheets[1], cem)
      expect(await ledger.root(), "a request changes nothing").to.equal(before)
      await expect(by(dot).countersignStrike(sheets[1]!, siblingsOf(leaves, 1)))
        .to.emit(ledger, "StrikeCountersigned")
        .withArgs(sheets[1], dot)
        .and.to.emit(ledger, "SheetStruck")
        .withArgs(sheets[1], 1n)
        .and.to.emit(ledger, "SupersededRootsEnded")
      leaves[1] = 0n
      await matches()
      expect(await stateOf(sheets[1]!)).to.equal(STATE.struck)
      expect(await ledger.isKnownRoot(before)).to.equal(false)
      expect(await ledger.isKnownRoot(leanRoot(leaves))).to.equal(true)
    })

    it("lets its author ask for it, and its author countersign it", async () => {
      const [first, second] = [await accept(), await accept()]
      await by(ann).requestStrike(first)
      await expect(by(ben).countersignStrike(first, siblingsOf(leaves, 0))).to.emit(ledger, "SheetStruck")
      leaves[0] = 0n
      await by(cem).requestStrike(second)
      await expect(by(ann).countersignStrike(second, siblingsOf(leaves, 1))).to.emit(ledger, "SheetStruck")
    })

    it("takes the root again, as a new leaf", async () => {
      const sheetRoot = random.element()
      const first = await accept(sheetRoot)
      await strike(first)
      const second = await accept(sheetRoot)
      expect((await ledger.sheet(second)).index).to.equal(1n)
      await matches()
    })

    it("refuses wrong siblings, and the signature that came with them", async () => {
      await accept()
      const sheetId = await accept()
      await by(cem).requestStrike(sheetId)
      await expect(by(dot).countersignStrike(sheetId, siblingsOf(leaves, 0))).to.be.revertedWithCustomError(
        ledger,
        "WrongPath",
      )
      await expect(by(dot).countersignStrike(sheetId, []))
        .to.be.revertedWithCustomError(ledger, "WrongPathLength")
        .withArgs(0n, 1n)
      await expect(by(dot).countersignStrike(sheetId, siblingsOf(leaves, 1))).to.emit(ledger, "SheetStruck")
    })

    it("refuses a second request, one for a sheet that is not accepted, and to countersign none", async () => {
      const accepted = await accept()
      const pending = await post()
      await expect(by(ben).countersignStrike(accepted, []))
        .to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
        .withArgs(accepted)
      await expect(by(ben).withdrawStrike(accepted)).to.be.revertedWithCustomError(ledger, "StrikeNotRequested")
      await by(cem).requestStrike(accepted)
      await expect(by(dot).requestStrike(accepted))
        .to.be.revertedWithCustomError(ledger, "StrikeAlreadyRequested")
        .withArgs(accepted, cem)
      await expect(by(dot).withdrawStrike(accepted))
        .to.be.revertedWithCustomError(ledger, "NotStrikeRequester")
        .withArgs(accepted, dot, cem)
      for (const call of [
        () => by(cem).requestStrike(pending),
        () => by(cem).countersignStrike(pending, []),
        () => by(cem).withdrawStrike(pending),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "WrongSheetState")
          .withArgs(pending, STATE.pending, STATE.accepted)
      }
    })

    it("does not strike twice", async () => {
      const sheetId = await accept()
      await strike(sheetId)
      for (const call of [() => by(cem).requestStrike(sheetId), () => by(ben).countersignStrike(sheetId, [])]) {
        await expect(call())
          .to.be.revertedWithCustomError(ledger, "WrongSheetState")
          .withArgs(sheetId, STATE.struck, STATE.accepted)
      }
    })
  })

  describe("refuses", () => {
    before(() => found())

    for (const [name, sheetRoot] of [
      ["0", 0n],
      ["r", FIELD_ORDER],
      ["2^256 - 1", 2n ** 256n - 1n],
    ] as const) {
      it(`the sheet root ${name}`, async () => {
        await expect(by(ann).post(sheetRoot))
          .to.be.revertedWithCustomError(ledger, "InvalidSheetRoot")
          .withArgs(sheetRoot)
      })
    }

    it("a root that stands, pending or accepted", async () => {
      const sheetRoot = random.element()
      const sheetId = await post(sheetRoot)
      for (const attester of [ann, ben]) {
        await expect(by(attester).post(sheetRoot))
          .to.be.revertedWithCustomError(ledger, "SheetStands")
          .withArgs(sheetRoot, sheetId)
      }
      await by(ben).countersign(sheetId)
      await expect(by(cem).post(sheetRoot)).to.be.revertedWithCustomError(ledger, "SheetStands")
    })

    it("a sheet that there is not, and to countersign an accepted one", async () => {
      await expect(by(ann).countersign(99n))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(99n, STATE.none, STATE.pending)
      const accepted = await accept()
      await expect(by(cem).countersign(accepted))
        .to.be.revertedWithCustomError(ledger, "WrongSheetState")
        .withArgs(accepted, STATE.accepted, STATE.pending)
    })

    it("to count no countersignature", async () => {
      await expect(ledger.setRequiredCountersignatures(0))
        .to.be.revertedWithCustomError(ledger, "InvalidRequiredCountersignatures")
        .withArgs(0)
      await expect(
        chain.ethers.deployContract("LaborLedger", [admin.address, 0, ROOT_WINDOW, 0]),
      ).to.be.revertedWithCustomError(ledger, "InvalidRequiredCountersignatures")
    })
  })
})
