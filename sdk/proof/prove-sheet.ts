import type { CircuitSignals } from "snarkjs"
import { InvalidInputError } from "../errors.ts"
import { GROUP_COUNT } from "../parameters.ts"
import { packSheetPolicy, type SheetRules } from "../labor/sheet-rules.ts"
import { publishedTotals } from "../labor/sheet-totals.ts"
import type { Sheet } from "../labor/sheet.ts"
import { messageElement, type Message } from "../scope.ts"
import { SHEET_CIRCUITS, sheetCircuit, type SheetCircuit } from "./circuits.ts"
import { proofOf, type SheetProof } from "./proof.ts"
import { proveWith, type ProvingOptions } from "./prove-membership.ts"

export interface SheetOptions {
  /** The commune's. */
  rules: SheetRules
  /** What the proof is bound to: `ledger.sheetMessage()` for a sheet that is posted to a contract; 0 when not given. */
  message?: Message | undefined
}

/**
 * Proves, for its author, that a sheet keeps to the rules and that its public totals are right. No row is shown. Totals that would stand for too
 * few are kept back.
 *
 * @throws TooFewRowsError, InvalidInputError naming the row, before any proving
 * @throws ArtifactMissingError, ArtifactAlteredError
 */
export async function proveSheet(sheet: Sheet, options: SheetOptions & ProvingOptions): Promise<SheetProof> {
  const { rules, message = 0, prover } = options
  const records = sheet.records()
  const { published } = publishedTotals(records, rules)
  const { circuit, rows } = instanceFor(records.length, prover?.circuit && sheetCircuit(prover.circuit))
  const empty = new Array<number>(rows - records.length).fill(0)
  const column = <Value>(values: readonly Value[]): (Value | number)[] => [...values, ...empty]
  const input: CircuitSignals = {
    used: column(records.map(() => 1)),
    commitment: column(records.map(({ commitment }) => commitment)),
    amount: column(records.map(({ amount }) => amount)),
    kind: column(records.map(({ kind }) => kind)),
    salt: column(records.map(({ salt }) => salt)),
    published: Array.from({ length: GROUP_COUNT }, (_, group) => (published[group] ? 1 : 0)),
    day: sheet.day,
    message: messageElement(message),
    sheetPolicy: packSheetPolicy(rules),
  }
  return proofOf(circuit, await proveWith(circuit, input, options)) as SheetProof
}

/** The smallest instance that holds so many rows, or the one that is open already. */
function instanceFor(rowCount: number, warm: SheetCircuit | undefined): SheetCircuit {
  if (warm !== undefined && warm.rows >= rowCount) return warm
  const smallest = SHEET_CIRCUITS.find(({ rows }) => rows >= rowCount)
  if (smallest === undefined) throw new InvalidInputError("number of rows", rowCount, "at most 125")
  return smallest
}
