import { MANIFEST } from "./generated/release.ts"

/** Names of the released circuits. */
export type CircuitName = keyof typeof MANIFEST.circuits

/** Whether a text names a released circuit. */
export function isCircuitName(name: unknown): name is CircuitName {
  return typeof name === "string" && Object.hasOwn(MANIFEST.circuits, name)
}

/** An instance of the quota circuit. */
export interface QuotaCircuit {
  circuit: CircuitName
  /** How many records one proof counts. */
  records: number
}

/** Instances of the quota circuit with the number of records that each counts, smallest first. */
export const QUOTA_CIRCUITS: readonly QuotaCircuit[] = [
  { circuit: "quota-1", records: 1 },
  { circuit: "quota-4", records: 4 },
]
