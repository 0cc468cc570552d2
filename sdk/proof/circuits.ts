import { MANIFEST } from "./generated/release.ts"

/** Names of the released circuits. */
export type CircuitName = keyof typeof MANIFEST.circuits

/** Whether a text names a released circuit. */
export function isCircuitName(name: unknown): name is CircuitName {
  return typeof name === "string" && Object.hasOwn(MANIFEST.circuits, name)
}

export type QuotaCircuitName = Extract<CircuitName, `quota-${number}`>
export type SheetCircuitName = Extract<CircuitName, `sheet-${number}`>

/** An instance of the quota circuit. */
export interface QuotaCircuit {
  circuit: QuotaCircuitName
  /** How many records one proof counts. */
  records: number
}

/** Instances of the quota circuit with the number of records that each counts, smallest first. */
export const QUOTA_CIRCUITS: readonly QuotaCircuit[] = [
  { circuit: "quota-1", records: 1 },
  { circuit: "quota-4", records: 4 },
  { circuit: "quota-13", records: 13 },
]

/** An instance of the sheet circuit. */
export interface SheetCircuit {
  circuit: SheetCircuitName
  /** How many rows one sheet may have. */
  rows: number
}

/** Instances of the sheet circuit with the number of rows that each proves, smallest first. */
export const SHEET_CIRCUITS: readonly SheetCircuit[] = [
  { circuit: "sheet-25", rows: 25 },
  { circuit: "sheet-125", rows: 125 },
]

/** Whether a circuit is an instance of the quota circuit. */
export function isQuotaCircuit(name: CircuitName): name is QuotaCircuitName {
  return QUOTA_CIRCUITS.some(({ circuit }) => circuit === name)
}

/** The instance of the sheet circuit of that name; undefined if it is another circuit. */
export function sheetCircuit(name: CircuitName): SheetCircuit | undefined {
  return SHEET_CIRCUITS.find(({ circuit }) => circuit === name)
}
