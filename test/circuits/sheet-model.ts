import type { Inputs } from "./harness/calculator.ts"
import { record, Sheet } from "./model.ts"

/*
 * Labor sheets once more, in plain integers: what the sheet circuits are tested against. It shares no code with the SDK, so that
 * an error would have to be made twice.
 */

export const KINDS = 32
export const GROUPS = 8
export const CERTIFICATE = 9

/** What a commune requires of its sheets. */
export interface SheetPolicy {
  /** Of each of the 32 kinds: 0 not permitted, 1 to 8 a group, 9 a certificate. */
  groups: readonly number[]
  cap: bigint
  minimumRows: number
}

export const packSheetPolicy = ({ groups, cap, minimumRows }: SheetPolicy): bigint =>
  groups.reduce((packed, group, kind) => packed + BigInt(group) * 16n ** BigInt(kind), 0n) +
  (1n << 128n) * cap +
  (1n << 152n) * BigInt(minimumRows)

/** A row that is used. */
export interface Row {
  commitment: bigint
  amount: bigint
  kind: bigint
  salt: bigint
}

/** A sheet as its attester has it; an empty row is undefined. */
export interface SheetDraft {
  rows: readonly (Row | undefined)[]
  day: bigint
  message: bigint
  policy: SheetPolicy
  /** Of each of the 8 groups: whether its minutes are public. */
  published: readonly boolean[]
}

/** Records in order, 0 for an empty row. */
export const recordsOf = ({ rows, day }: SheetDraft): bigint[] =>
  rows.map((row) => (row ? record(row.commitment, { ...row, day }) : 0n))

/** The used rows of a group, from 1 to 8. */
const rowsOfGroup = ({ rows, policy }: SheetDraft, group: number): Row[] =>
  rows.filter((row) => row !== undefined).filter((row) => policy.groups[Number(row.kind)] === group)

const sum = (rows: readonly Row[]): bigint => rows.reduce((minutes, row) => minutes + row.amount, 0n)

/** The public signals, in their order. */
export function sheetPublics(draft: SheetDraft): bigint[] {
  const minutes = draft.published.map((_, index) => sum(rowsOfGroup(draft, index + 1)))
  return [
    new Sheet(recordsOf(draft)).root,
    minutes.reduce((total, of) => total + of, 0n),
    minutes.reduce((packed, of, group) => packed + (draft.published[group] ? of << BigInt(31 * group) : 0n), 0n),
    draft.day,
    draft.message,
    packSheetPolicy(draft.policy),
  ]
}

/** Whether the sheet is one that may be posted. */
export function isInOrder(draft: SheetDraft): boolean {
  const { rows, day, policy, published } = draft
  const rowInOrder = (row: Row): boolean => {
    const group = policy.groups[Number(row.kind)] ?? 0
    if (row.amount < 1n || row.amount > policy.cap) return false
    return (group >= 1 && group <= GROUPS) || (group === CERTIFICATE && row.amount === 1n)
  }
  const noneOrEnough = (count: number): boolean => count === 0 || count >= policy.minimumRows
  const counts = published.map((_, index) => rowsOfGroup(draft, index + 1).length)
  const total = counts.reduce((all, count) => all + count, 0)
  const shown = counts.filter((_, group) => published[group])
  const kept = total - shown.reduce((all, count) => all + count, 0)
  return day < 2n ** 20n && rows.every((row) => !row || rowInOrder(row)) && [...shown, kept, total].every(noneOrEnough)
}

/** What an attester puts into `sheet-SIZE`; rows beyond those of the draft are empty. */
export function sheetInputs(size: number, { rows, day, message, policy, published }: SheetDraft): Inputs {
  const column = (of: (row: Row) => bigint): bigint[] =>
    Array.from({ length: size }, (_, index) => (rows[index] ? of(rows[index]) : 0n))
  return {
    used: column(() => 1n),
    commitment: column((row) => row.commitment),
    amount: column((row) => row.amount),
    kind: column((row) => row.kind),
    salt: column((row) => row.salt),
    published: published.map((shown) => (shown ? 1n : 0n)),
    day,
    message,
    sheetPolicy: packSheetPolicy(policy),
  }
}
