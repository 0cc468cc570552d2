import { expect } from "chai"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import type { ContractTransactionResponse } from "ethers"
import { as, deployed, GENESIS_DAY, simulatedChain, type Callable, type Chain } from "./chain.ts"
import { deployLedger, type LaborLedger } from "./deploy.ts"
import { LedgerModel, STATE } from "./ledger-model.ts"
import type { SolidityProof } from "./prover.ts"
import { Random } from "./random.ts"
import { packGroups, type SheetClaim } from "./sheet-witness.ts"

export const DAY = BigInt(GENESIS_DAY - 2)

/** What the stand-in takes for a proof. */
export const NO_PROOF: SolidityProof = {
  a: [0n, 0n],
  b: [
    [0n, 0n],
    [0n, 0n],
  ],
  c: [0n, 0n],
}

type Sent = Promise<ContractTransactionResponse>

/**
 * A ledger with four attesters, and the model of it: each step that the contract takes, the model takes too.
 *
 * Sheets are posted through a stand-in that takes any proof, so that these tests may have as many sheets as they like with any
 * numbers. What a proof must prove is tested with true ones in labor-ledger-posting.test.ts.
 */
export class LedgerScene {
  readonly chain: Chain
  readonly ledger: LaborLedger
  readonly admin: HardhatEthersSigner
  readonly ann: HardhatEthersSigner
  readonly ben: HardhatEthersSigner
  readonly cem: HardhatEthersSigner
  readonly dot: HardhatEthersSigner
  readonly outsider: HardhatEthersSigner
  readonly model = new LedgerModel()
  readonly random = new Random(3)

  private constructor(chain: Chain, ledger: LaborLedger, signers: HardhatEthersSigner[]) {
    const [admin, ann, ben, cem, dot, outsider] = signers
    this.chain = chain
    this.ledger = ledger
    this.admin = admin!
    this.ann = ann!
    this.ben = ben!
    this.cem = cem!
    this.dot = dot!
    this.outsider = outsider!
  }

  static async open(required = 1): Promise<LedgerScene> {
    const chain = await simulatedChain()
    const signers = await chain.ethers.getSigners()
    const verifier: Callable<"verify"> = await deployed(chain, "AnyProofVerifier", [6])
    const ledger = await deployLedger(chain, signers[0]!, signers.slice(1, 5), {
      requiredCountersignatures: required,
      sheetInstances: [{ rows: 1, verifier: await verifier.getAddress() }],
    })
    const scene = new LedgerScene(chain, ledger, signers)
    scene.model.required = required
    return scene
  }

  by(account: HardhatEthersSigner): LaborLedger {
    return as(this.ledger, account)
  }

  /** What a sheet of a few hours in three groups might show. */
  claim(changes: Partial<SheetClaim> = {}): SheetClaim {
    const groups = [0, 0, 0].map(() => this.random.below(3_000))
    const kept = this.random.below(100)
    return {
      root: this.random.element(),
      groupTotals: packGroups(groups),
      total: BigInt(groups.reduce((sum, minutes) => sum + minutes, kept)),
      day: DAY,
      rows: 1,
      ...changes,
    }
  }

  async post(claim = this.claim(), author = this.ann): Promise<bigint> {
    await this.by(author).post(claim, NO_PROOF)
    this.model.post(claim, author.address, 0n)
    return BigInt(this.model.sheets.size)
  }

  async postCorrection(corrects: bigint, claim = this.claim(), author = this.ann): Promise<bigint> {
    await this.by(author).postCorrection(corrects, claim, NO_PROOF)
    this.model.post(claim, author.address, corrects)
    return BigInt(this.model.sheets.size)
  }

  /** Countersigns a sheet or a correction. */
  async countersign(sheetId: bigint, attester = this.ben): Sent {
    const { corrects } = this.model.sheet(sheetId)
    const sent =
      corrects === 0n
        ? await this.by(attester).countersign(sheetId)
        : await this.by(attester).countersignCorrection(sheetId, this.model.siblings(corrects))
    this.model.countersign(sheetId)
    return sent
  }

  /** Posts a sheet and has it accepted, where one countersignature is enough. */
  async accept(claim = this.claim()): Promise<bigint> {
    const sheetId = await this.post(claim)
    await this.countersign(sheetId)
    return sheetId
  }

  async withdraw(sheetId: bigint, author = this.ann): Sent {
    const sent = await this.by(author).withdraw(sheetId)
    this.model.sheet(sheetId).state = STATE.withdrawn
    return sent
  }

  async requestStrike(sheetId: bigint, attester = this.cem): Sent {
    const sent = await this.by(attester).requestStrike(sheetId)
    this.model.sheet(sheetId).strikeRequester = attester.address
    return sent
  }

  async countersignStrike(sheetId: bigint, attester = this.dot): Sent {
    const sent = await this.by(attester).countersignStrike(sheetId, this.model.siblings(sheetId))
    this.model.countersignStrike(sheetId)
    return sent
  }

  async withdrawStrike(sheetId: bigint, attester = this.cem): Sent {
    const sent = await this.by(attester).withdrawStrike(sheetId)
    this.model.withdrawStrike(sheetId)
    return sent
  }

  async strike(sheetId: bigint): Promise<void> {
    await this.requestStrike(sheetId)
    await this.countersignStrike(sheetId)
  }

  async require(countersignatures: number): Sent {
    const sent = await this.ledger.setRequiredCountersignatures(countersignatures)
    this.model.required = countersignatures
    return sent
  }

  /** That the contract is what the model is: tree, sheets and books. */
  async matches(): Promise<void> {
    const { ledger, model } = this
    expect(await ledger.root(), `root of ${model.size} leaves`).to.equal(model.root)
    expect(await ledger.size(), "size").to.equal(BigInt(model.size))
    expect(await ledger.sheetCount(), "number of sheets").to.equal(BigInt(model.sheets.size))
    for (const [sheetId, sheet] of model.sheets) {
      const { claim, author, state, index, countersignatures, corrects } = sheet
      const found = (await ledger.sheet(sheetId)) as { toArray(): unknown[] }
      expect(found.toArray(), `sheet ${sheetId}`).to.deep.equal([
        claim.root,
        author,
        state,
        BigInt(index),
        BigInt(countersignatures),
        claim.day,
        claim.total,
        sheet.strikeRequester,
        BigInt(sheet.strikeCountersignatures),
        corrects,
        claim.groupTotals,
      ])
      const standing = [...model.sheets].find(([, other]) => other.claim.root === claim.root && stands(other.state))
      expect(await ledger.standingSheet(claim.root), `stands under the root of sheet ${sheetId}`).to.equal(
        standing?.[0] ?? 0n,
      )
    }
    for (const day of model.days) expect(await this.books(day), `books of day ${day}`).to.deep.equal(model.books(day))
  }

  /** The books as the contract keeps them. */
  async books(day: bigint): Promise<[bigint, bigint, bigint[]]> {
    const books = (await this.ledger.books(day)) as { sheets: bigint; total: bigint; groups: bigint[] }
    return [books.sheets, books.total, [...books.groups]]
  }
}

function stands(state: bigint): boolean {
  return state === STATE.pending || state === STATE.accepted
}
