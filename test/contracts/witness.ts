import { poseidon1, poseidon3, poseidon4, poseidon5 } from "poseidon-lite"
import { childrenOf, fixedRoot, leanHeight, leanRoot } from "./reference-tree.ts"
import type { Entry, RollModel } from "./roll-model.ts"

/*
 * Inputs of the circuits, built straight from the protocol. The contracts' tests make their proofs with these and snarkjs, so that
 * they stand on nothing of the SDK.
 */

const ROLL_LEVELS = 9
const SHEET_LEVELS = 3
const LEDGER_LEVELS = 5
const TAG_RECORD = 1n

/** A member who can prove: the entry on the roll and the secret behind it. */
export interface Person extends Entry {
  secret: bigint
}

export function person(secret: bigint, memberClass: number, admitted: number): Person {
  return { secret, commitment: poseidon1([secret]), class: memberClass, admitted }
}

export function nullifierOf(secret: bigint, scope: bigint, slot = 0n): bigint {
  return poseidon3([scope, slot, secret])
}

/** What every proof is about. */
export interface Statement {
  scope: bigint
  message: bigint
  policy: bigint
}

/** A line of labor. */
export interface LaborRecord {
  commitment: bigint
  amount: number
  day: number
  kind: number
  salt: bigint
}

export function recordValue({ commitment, amount, day, kind, salt }: LaborRecord): bigint {
  const packed = BigInt(amount) + (BigInt(day) << 24n) + (BigInt(kind) << 44n)
  return poseidon4([TAG_RECORD, commitment, packed, salt])
}

export function sheetRoot(records: readonly LaborRecord[]): bigint {
  return fixedRoot(records.map(recordValue), SHEET_LEVELS)
}

/** kinds + 2^32 * from + 2^52 * to + 2^72 * threshold. */
export function quotaPolicy(kinds: readonly number[], from: number, to: number, threshold: number): bigint {
  const set = kinds.reduce((bits, kind) => bits | (1n << BigInt(kind)), 0n)
  return set + (BigInt(from) << 32n) + (BigInt(to) << 52n) + (BigInt(threshold) << 72n)
}

/** Input of the circuit `membership`. */
export function membershipInput(member: Person, roll: RollModel, statement: Statement): Record<string, unknown> {
  return {
    secret: member.secret,
    class: member.class,
    admitted: member.admitted,
    slot: 0n,
    memberPath: childrenOf(roll.leaves, roll.indexOf(member.commitment), ROLL_LEVELS),
    memberHeight: oneHot(leanHeight(roll.places.length) - 1, ROLL_LEVELS),
    ...statement,
  }
}

/** What a quota proof is about, beside the statement. */
export interface Labor {
  /** The accepted sheets in the order of their leaves; an empty one was struck out. */
  sheets: readonly (readonly LaborRecord[])[]
  /** The records that are to count, as [sheet, row]. */
  rows: readonly (readonly [number, number])[]
  quotaPolicy: bigint
}

/** Input of the circuit `quota` with so many records. */
export function quotaInput(
  member: Person,
  roll: RollModel,
  statement: Statement,
  labor: Labor,
  records: number,
): Record<string, unknown> {
  const leaves = labor.sheets.map((sheet) => (sheet.length === 0 ? 0n : sheetRoot(sheet)))
  const counted = labor.rows.map(([sheet, row]) => {
    const rows = labor.sheets[sheet]!
    return {
      record: rows[row]!,
      path: [...childrenOf(rows.map(recordValue), row, SHEET_LEVELS), ...childrenOf(leaves, sheet, LEDGER_LEVELS)],
    }
  })
  const { kind, day } = counted[0]!.record
  for (let salt = 1n; counted.length < records; salt++) {
    const record = { commitment: member.commitment, amount: 0, day, kind, salt }
    counted.push({ record, path: anyPath(recordValue(record)) })
  }
  return {
    ...membershipInput(member, roll, statement),
    amount: counted.map(({ record }) => record.amount),
    day: counted.map(({ record }) => record.day),
    kind: counted.map(({ record }) => record.kind),
    salt: counted.map(({ record }) => record.salt),
    recordPath: counted.map(({ path }) => path),
    ledgerHeight: oneHot(leanHeight(leaves.length) - 1, LEDGER_LEVELS),
    ledgerRoot: leanRoot(leaves),
    quotaPolicy: labor.quotaPolicy,
  }
}

function oneHot(place: number, size: number): bigint[] {
  return Array.from({ length: size }, (_, index) => (index === place ? 1n : 0n))
}

// Unused slots climb a tree of their own.
function anyPath(record: bigint): bigint[][] {
  let node = record
  return Array.from({ length: SHEET_LEVELS + LEDGER_LEVELS }, () => {
    const children = [node, 0n, 0n, 0n, 0n]
    node = poseidon5(children)
    return children
  })
}
