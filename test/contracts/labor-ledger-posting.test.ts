import { expect } from "chai"
import { AbiCoder, id, keccak256 } from "ethers"
import { poseidon1 } from "poseidon-lite"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as, simulatedChain, type Chain } from "./chain.ts"
import { deployLedger, type LaborLedger } from "./deploy.ts"
import { STATE } from "./ledger-model.ts"
import { DAY, LedgerScene, NO_PROOF } from "./ledger-scene.ts"
import { prove, type SolidityProof } from "./prover.ts"
import { leanRoot, siblingsOf } from "./reference-tree.ts"
import { packGroups, sheetClaim, sheetInput, sheetPolicy, SHEET_RULES, type SheetClaim } from "./sheet-witness.ts"
import type { LaborRecord } from "./witness.ts"

const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
const [KITCHEN, CARE, TEST_PASSED] = [3, 4, 30]

function row(member: bigint, amount: number, kind: number): LaborRecord {
  return { commitment: poseidon1([member]), amount, day: Number(DAY), kind, salt: 100n + member }
}

const SHEET = [row(1n, 60, KITCHEN), row(2n, 90, CARE), row(3n, 45, CARE), row(1n, 1, TEST_PASSED)]
// The same, put right: member 2 worked 30 minutes.
const CORRECTED = SHEET.with(1, row(2n, 30, CARE))

describe("LaborLedger, posting a sheet with its proof", () => {
  let chain: Chain
  let ledger: LaborLedger
  let [admin, ann, ben]: HardhatEthersSigner[] = []
  let claim: SheetClaim
  let proof: SolidityProof

  before(async () => {
    chain = await simulatedChain()
    ;[admin, ann, ben] = await chain.ethers.getSigners()
    ledger = await deployLedger(chain, admin!, [ann!, ben!])
    claim = sheetClaim(SHEET, 25)
    proof = await proofOf(SHEET)
  })

  let restore: () => Promise<void>
  beforeEach(async () => {
    const snapshot = await chain.networkHelpers.takeSnapshot()
    restore = () => snapshot.restore()
  })
  afterEach(() => restore())

  /** The proof with which Ann posts these records. */
  async function proofOf(records: readonly LaborRecord[], rules = SHEET_RULES, keptBack: number[] = []) {
    const message = (await ledger.sheetMessage(ann!.address)) as bigint
    return (await prove("sheet-25", sheetInput(records, 25, message, rules, keptBack))).proof
  }

  async function refused(given: Partial<SheetClaim>, by = ann!, to = ledger): Promise<void> {
    const changed = { ...claim, ...given }
    await expect(as(to, by).post(changed, proof))
      .to.be.revertedWithCustomError(to, "InvalidSheetProof")
      .withArgs(changed.root)
  }

  it("takes what the proof shows, and says it in the log", async () => {
    await expect(as(ledger, ann!).post(claim, proof))
      .to.emit(ledger, "SheetPosted")
      .withArgs(1n, ann, claim.root, DAY, 195n, packGroups([60, 135]), 0n)
    expect(((await ledger.sheet(1n)) as { state: bigint }).state).to.equal(STATE.pending)
    await as(ledger, ben!).countersign(1n)
    const { sheets, total, groups } = (await ledger.books(DAY)) as { sheets: bigint; total: bigint; groups: bigint[] }
    expect([sheets, total, ...groups]).to.deep.equal([1n, 195n, 60n, 135n, 0n, 0n, 0n, 0n, 0n, 0n])
  })

  it("refuses another total, other groups, another day, another root and another instance", async () => {
    for (const total of [claim.total - 1n, claim.total + 1n, 0n, 2n ** 31n - 1n]) await refused({ total })
    for (const groups of [[61, 135], [135, 60], [60, 0], [60, 135, 1], [], [0, 195]]) {
      await refused({ groupTotals: packGroups(groups) })
    }
    for (const day of [DAY - 1n, DAY + 1n, 0n, 2n ** 20n - 1n]) await refused({ day })
    for (const root of [claim.root + 1n, 1n, sheetClaim(CORRECTED, 25).root, FIELD_ORDER - 1n]) await refused({ root })
    await refused({ rows: 125 })
  })

  it("refuses an instance that there is not", async () => {
    for (const rows of [0, 1, 24, 26, 126, 255]) {
      await expect(as(ledger, ann!).post({ ...claim, rows }, proof))
        .to.be.revertedWithCustomError(ledger, "UnknownSheetInstance")
        .withArgs(rows)
    }
  })

  it("refuses what is no proof", async () => {
    const [x, y] = proof.a
    for (const other of [NO_PROOF, { ...proof, a: [x, y + 1n] }, { ...proof, a: proof.c, c: proof.a }]) {
      await expect(as(ledger, ann!).post(claim, other))
        .to.be.revertedWithCustomError(ledger, "InvalidSheetProof")
        .withArgs(claim.root)
    }
  })

  it("refuses the proof that was made for another attester", async () => {
    await refused({}, ben)
  })

  it("refuses the proof that was made for another ledger, or the same on another chain", async () => {
    await refused({}, ann, await deployLedger(chain, admin!, [ann!]))

    const elsewhere = await simulatedChain(1_337)
    const [founder, attester] = await elsewhere.ethers.getSigners()
    const twin = await deployLedger(elsewhere, founder!, [attester!])
    expect([await twin.getAddress(), attester!.address]).to.deep.equal([await ledger.getAddress(), ann!.address])
    await refused({}, attester, twin)
  })

  it("says which message a proof must be bound to", async () => {
    for (const author of [ann!, ben!, admin!]) {
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "uint256", "address", "address"],
        [id("rochdale/sheet/v1"), 31_337n, await ledger.getAddress(), author.address],
      )
      expect(await ledger.sheetMessage(author.address)).to.equal(BigInt(keccak256(encoded)) >> 8n)
    }
  })

  it("refuses the proof that was made under other rules, and takes one under those of now", async () => {
    const rules = { ...SHEET_RULES, minimumRows: 3 }
    await ledger.setSheetPolicy(sheetPolicy(rules))
    await refused({})
    // Neither group has three rows; together they have.
    const proofNow = await proofOf(SHEET, rules, [1, 2])
    await as(ledger, ann!).post(sheetClaim(SHEET, 25, rules, [1, 2]), proofNow)
  })

  it("takes a sheet that keeps a group back, without that group", async () => {
    const kept = await proofOf(CORRECTED, SHEET_RULES, [2])
    for (const shown of [sheetClaim(CORRECTED, 25), sheetClaim(CORRECTED, 25, SHEET_RULES, [1])]) {
      await expect(as(ledger, ann!).post(shown, kept)).to.be.revertedWithCustomError(ledger, "InvalidSheetProof")
    }
    await as(ledger, ann!).post(sheetClaim(CORRECTED, 25, SHEET_RULES, [2]), kept)
    await as(ledger, ben!).countersign(1n)
    const { total, groups } = (await ledger.books(DAY)) as { total: bigint; groups: bigint[] }
    expect([total, groups[0], groups[1]]).to.deep.equal([135n, 60n, 0n])
  })

  it("does not take a sheet again under another form of its proof", async () => {
    await as(ledger, ann!).post(claim, proof)
    const negative = (y: bigint) => BASE_FIELD_ORDER - y
    const { a, b, c } = proof
    const other = { a: [a[0], negative(a[1])], b: [b[0], [negative(b[1][0]), negative(b[1][1])]], c }
    await expect(as(ledger, ann!).post(claim, other))
      .to.be.revertedWithCustomError(ledger, "SheetStands")
      .withArgs(claim.root, 1n)
    await as(ledger, ann!).withdraw(1n)
    await as(ledger, ann!).post(claim, other)
  })

  it("takes a correction with its proof only, and the struck sheet's proof again from its author alone", async () => {
    const [anns, bens] = [as(ledger, ann!), as(ledger, ben!)]
    await anns.post(claim, proof)
    await bens.countersign(1n)
    const before = (await ledger.root()) as bigint

    const right = sheetClaim(CORRECTED, 25, SHEET_RULES, [2])
    const rightProof = await proofOf(CORRECTED, SHEET_RULES, [2])
    await expect(anns.postCorrection(1n, right, proof)).to.be.revertedWithCustomError(ledger, "InvalidSheetProof")
    await expect(bens.postCorrection(1n, right, rightProof)).to.be.revertedWithCustomError(ledger, "InvalidSheetProof")
    await anns.postCorrection(1n, right, rightProof)
    await bens.countersignCorrection(2n, siblingsOf([claim.root], 0))
    expect(await ledger.root()).to.equal(leanRoot([right.root]))
    expect(await ledger.isKnownRoot(before)).to.equal(false)

    await expect(bens.post(claim, proof)).to.be.revertedWithCustomError(ledger, "InvalidSheetProof")
    await anns.post(claim, proof)
    expect(await ledger.root(), "not without a countersignature").to.equal(leanRoot([right.root]))
  })

  describe("refuses, whatever a proof may say,", () => {
    let scene: LedgerScene

    before(async () => {
      scene = await LedgerScene.open()
    })

    for (const [what, changes, error] of [
      ["the root 0", { root: 0n }, "InvalidSheetRoot"],
      ["the root r", { root: FIELD_ORDER }, "InvalidSheetRoot"],
      ["the root 2^256 - 1", { root: 2n ** 256n - 1n }, "InvalidSheetRoot"],
      ["the day 2^20", { day: 2n ** 20n }, "InvalidDay"],
      ["the day 2^24 - 1", { day: 2n ** 24n - 1n }, "InvalidDay"],
      ["a total of 2^31", { total: 2n ** 31n }, "InvalidTotals"],
      ["a total of 2^32 - 1", { total: 2n ** 32n - 1n }, "InvalidTotals"],
      ["totals of groups of 249 bits", { groupTotals: 2n ** 248n }, "InvalidTotals"],
      ["totals of groups with r added", { groupTotals: 7n + FIELD_ORDER }, "InvalidTotals"],
    ] as const) {
      it(what, async () => {
        const given = { ...scene.claim(), ...changes }
        const values = error === "InvalidTotals" ? [given.total, given.groupTotals] : Object.values(changes)
        await expect(scene.by(scene.ann).post(given, NO_PROOF))
          .to.be.revertedWithCustomError(scene.ledger, error)
          .withArgs(...values)
      })
    }

    it("a root that stands, pending or accepted, of whomever", async () => {
      const given = scene.claim()
      const sheetId = await scene.post(given)
      for (const attester of [scene.ann, scene.ben]) {
        await expect(scene.by(attester).post(given, NO_PROOF))
          .to.be.revertedWithCustomError(scene.ledger, "SheetStands")
          .withArgs(given.root, sheetId)
      }
      await scene.countersign(sheetId)
      await expect(scene.by(scene.cem).post(given, NO_PROOF)).to.be.revertedWithCustomError(scene.ledger, "SheetStands")
    })
  })
})
