import { sheetRoot, type LaborRecord } from "./witness.ts"

/*
 * Sheets as the circuit `sheet` and the ledger take them, built straight from the protocol like the inputs of witness.ts.
 */

const GROUPS = 8
const CERTIFICATE = 9

/** What a commune requires of its sheets. */
export interface SheetRules {
  /** Group of each kind that is permitted, from 1 to 8; 9 for a certificate. */
  groups: Readonly<Record<number, number>>
  cap: number
  minimumRows: number
}

/** Kind 3 is the kitchen, 4 is care, 5 is care as well, 30 is a certificate; a row has at most 24 hours. */
export const SHEET_RULES: SheetRules = { groups: { 3: 1, 4: 2, 5: 2, 30: CERTIFICATE }, cap: 1440, minimumRows: 1 }

/** group of each kind (4 bits) + 2^128 * cap + 2^152 * minimumRows. */
export function sheetPolicy({ groups, cap, minimumRows }: SheetRules): bigint {
  const packed = Object.entries(groups).map(([kind, group]) => BigInt(group) << BigInt(4 * Number(kind)))
  return packed.reduce((sum, bits) => sum + bits, (BigInt(cap) << 128n) + (BigInt(minimumRows) << 152n))
}

export const SHEET_POLICY = sheetPolicy(SHEET_RULES)

/** What is public of a sheet, as the ledger's `post` takes it. */
export interface SheetClaim {
  root: bigint
  groupTotals: bigint
  total: bigint
  day: bigint
  rows: number
}

/** Eight totals in one number, 31 bits each. */
export function packGroups(minutes: readonly (number | bigint)[]): bigint {
  return minutes.reduce((packed: bigint, of, group) => packed + (BigInt(of) << BigInt(31 * group)), 0n)
}

export function unpackGroups(packed: bigint): bigint[] {
  return Array.from({ length: GROUPS }, (_, group) => (packed >> BigInt(31 * group)) & (2n ** 31n - 1n))
}

/**
 * What a sheet shows.
 *
 * @param keptBack groups, from 1 to 8, that it does not show
 */
export function sheetClaim(
  records: readonly LaborRecord[],
  rows: number,
  { groups }: SheetRules = SHEET_RULES,
  keptBack: readonly number[] = [],
): SheetClaim {
  const minutes = Array<number>(GROUPS).fill(0)
  for (const { kind, amount } of records) {
    const group = groups[kind]
    if (group !== undefined && group !== CERTIFICATE) minutes[group - 1]! += amount
  }
  return {
    root: sheetRoot(records),
    groupTotals: packGroups(minutes.map((of, index) => (keptBack.includes(index + 1) ? 0 : of))),
    total: BigInt(minutes.reduce((sum, of) => sum + of, 0)),
    day: BigInt(records[0]!.day),
    rows,
  }
}

/** Input of the circuit `sheet` with so many rows. */
export function sheetInput(
  records: readonly LaborRecord[],
  rows: number,
  message: bigint,
  rules: SheetRules = SHEET_RULES,
  keptBack: readonly number[] = [],
): Record<string, unknown> {
  const column = (of: (record: LaborRecord) => bigint | number) =>
    Array.from({ length: rows }, (_, row) => (records[row] === undefined ? 0 : of(records[row])))
  return {
    used: column(() => 1),
    commitment: column(({ commitment }) => commitment),
    amount: column(({ amount }) => amount),
    kind: column(({ kind }) => kind),
    salt: column(({ salt }) => salt),
    published: Array.from({ length: GROUPS }, (_, index) => (keptBack.includes(index + 1) ? 0 : 1)),
    day: records[0]!.day,
    message,
    sheetPolicy: sheetPolicy(rules),
  }
}
