import { ZeroAddress } from "ethers"
import { leanRoot, siblingsOf } from "./reference-tree.ts"
import { unpackGroups, type SheetClaim } from "./sheet-witness.ts"

export const STATE = { none: 0n, pending: 1n, withdrawn: 2n, accepted: 3n, struck: 4n }

/** A sheet as it should stand. */
export interface ModelSheet {
  claim: SheetClaim
  author: string
  state: bigint
  index: number
  countersignatures: number
  strikeRequester: string
  strikeCountersignatures: number
  /** Id of the sheet whose place it takes; 0 for none. */
  corrects: bigint
}

/** What the ledger should be: leaves and books are rebuilt from its sheets whenever they are asked for. */
export class LedgerModel {
  /** By id, from 1. */
  readonly sheets = new Map<bigint, ModelSheet>()
  /** Leaves ever inserted. */
  size = 0
  required = 1

  get leaves(): bigint[] {
    const leaves = Array<bigint>(this.size).fill(0n)
    for (const { claim, index } of this.accepted) leaves[index] = claim.root
    return leaves
  }

  get root(): bigint {
    return leanRoot(this.leaves)
  }

  /** The siblings on the path of a sheet's leaf. */
  siblings(sheetId: bigint): bigint[][] {
    return siblingsOf(this.leaves, this.sheet(sheetId).index)
  }

  get accepted(): ModelSheet[] {
    return [...this.sheets.values()].filter(({ state }) => state === STATE.accepted)
  }

  get days(): bigint[] {
    return [...new Set([...this.sheets.values()].map(({ claim }) => claim.day))]
  }

  /** As the contract gives them: number of sheets, total, totals of the groups. */
  books(day: bigint): [bigint, bigint, bigint[]] {
    const claims = this.accepted.map(({ claim }) => claim).filter((claim) => claim.day === day)
    const sum = (minutes: readonly bigint[]) => minutes.reduce((all, of) => all + of, 0n)
    const groups = claims.map(({ groupTotals }) => unpackGroups(groupTotals))
    return [
      BigInt(claims.length),
      sum(claims.map(({ total }) => total)),
      Array.from({ length: 8 }, (_, group) => sum(groups.map((of) => of[group]!))),
    ]
  }

  sheet(sheetId: bigint): ModelSheet {
    const found = this.sheets.get(sheetId)
    if (found === undefined) throw new Error(`There is no sheet ${sheetId}`)
    return found
  }

  post(claim: SheetClaim, author: string, corrects: bigint): void {
    this.sheets.set(BigInt(this.sheets.size + 1), {
      claim,
      author,
      state: STATE.pending,
      index: 0,
      countersignatures: 0,
      strikeRequester: ZeroAddress,
      strikeCountersignatures: 0,
      corrects,
    })
  }

  countersign(sheetId: bigint): void {
    const sheet = this.sheet(sheetId)
    if (++sheet.countersignatures < this.required) return
    sheet.state = STATE.accepted
    if (sheet.corrects === 0n) sheet.index = this.size++
    else {
      const corrected = this.sheet(sheet.corrects)
      corrected.state = STATE.struck
      sheet.index = corrected.index
    }
  }

  countersignStrike(sheetId: bigint): void {
    const sheet = this.sheet(sheetId)
    if (++sheet.strikeCountersignatures >= this.required) sheet.state = STATE.struck
  }

  withdrawStrike(sheetId: bigint): void {
    const sheet = this.sheet(sheetId)
    sheet.strikeRequester = ZeroAddress
    sheet.strikeCountersignatures = 0
  }
}
