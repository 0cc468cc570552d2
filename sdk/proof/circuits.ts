import { MANIFEST } from "./generated/release.ts"

/** Names of the released circuits. */
export type CircuitName = keyof typeof MANIFEST.circuits

/** Whether a text names a released circuit. */
export function isCircuitName(name: unknown): name is CircuitName {
  return typeof name === "string" && Object.hasOwn(MANIFEST.circuits, name)
}

export type QuotaCircuitName = Extract<CircuitName, `quota-${number}`>
export type SheetCircuitName = Extract<CircuitName, `sheet-${number}`>
export type BallotCircuitName = Extract<CircuitName, `ballot-${number}`>
export type DealCircuitName = Extract<CircuitName, `deal-${number}`>

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

/** An instance of the ballot circuit. */
export interface BallotCircuit {
  circuit: BallotCircuitName
  /** How many ciphertexts a ballot has, each of four lanes. */
  ciphertexts: number
}

/** Instances of the ballot circuit with the number of ciphertexts that each proves, smallest first. */
export const BALLOT_CIRCUITS: readonly BallotCircuit[] = [
  { circuit: "ballot-4", ciphertexts: 1 },
  { circuit: "ballot-12", ciphertexts: 3 },
]

/** An instance of the deal circuit. */
export interface DealCircuit {
  circuit: DealCircuitName
  /** How many trustees a committee may have; also the most coefficients of a dealing. */
  trustees: number
}

/** Instances of the deal circuit with the number of trustees that each deals to, smallest first. */
export const DEAL_CIRCUITS: readonly DealCircuit[] = [
  { circuit: "deal-5", trustees: 5 },
  { circuit: "deal-9", trustees: 9 },
]

/** Whether a circuit is an instance of the quota circuit. */
export function isQuotaCircuit(name: CircuitName): name is QuotaCircuitName {
  return QUOTA_CIRCUITS.some(({ circuit }) => circuit === name)
}

/** The instance of the sheet circuit of that name; undefined if it is another circuit. */
export function sheetCircuit(name: CircuitName): SheetCircuit | undefined {
  return SHEET_CIRCUITS.find(({ circuit }) => circuit === name)
}

/** The instance of the ballot circuit of that name; undefined if it is another circuit. */
export function ballotCircuit(name: CircuitName): BallotCircuit | undefined {
  return BALLOT_CIRCUITS.find(({ circuit }) => circuit === name)
}
