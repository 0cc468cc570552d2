import { InvalidInputError, QuotaNotReachedError } from "../errors.ts"
import type { Ledger } from "../labor/ledger.ts"
import { openRecord, type OpenedRecord, type RecordOpening } from "../labor/opening.ts"
import type { QuotaTerms } from "../labor/quota.ts"
import { QUOTA_CIRCUITS, type CircuitName, type QuotaCircuitName } from "./circuits.ts"

/** Records that reach the threshold, and the smallest circuit that counts so many. */
export interface Selection {
  circuit: CircuitName
  /** How many records the circuit counts. */
  slots: number
  records: OpenedRecord[]
}

/** Which circuit shall prove. */
export interface CircuitChoice {
  /** The one that everybody uses, so that its size tells nothing of who uses it; the smallest that counts enough when not given. */
  instance?: QuotaCircuitName | undefined
  /** One whose prover is open: taken if it counts enough, though a smaller one would do. */
  warm?: CircuitName | undefined
}

/**
 * Picks the largest records that fit the quota, as few as reach the threshold, and the circuit for them.
 *
 * @param openings all that the member holds; those that do not fit, and repeated ones, are left aside
 * @throws QuotaNotReachedError with the missing minutes
 * @throws InvalidInputError for an opening that is not the member's, or no such instance
 */
export function selectRecords(
  openings: readonly RecordOpening[],
  commitment: bigint,
  ledger: Ledger,
  { kinds, from, to, threshold }: QuotaTerms,
  { instance, warm }: CircuitChoice = {},
): Selection {
  const fitting = new Map<bigint, OpenedRecord>()
  for (const opening of openings) {
    if (opening.amount === 0 || !kinds.includes(opening.kind) || opening.day < from || opening.day > to) continue
    const opened = openRecord(opening, commitment)
    // Pending or struck out: it does not count now.
    if (ledger.has(opened.sheetRoot)) fitting.set(opened.record, opened)
  }
  const available = [...fitting.values()].sort((a, b) => b.amount - a.amount)

  const permitted = QUOTA_CIRCUITS.filter(({ circuit }) => instance === undefined || circuit === instance)
  if (permitted.length === 0) {
    const names = QUOTA_CIRCUITS.map(({ circuit }) => circuit).join(", ")
    throw new InvalidInputError("instance", instance, `one of ${names}`)
  }
  const most = Math.max(...permitted.map(({ records }) => records))
  let reached = 0
  let count = 0
  for (const { amount } of available.slice(0, most)) {
    if (reached >= threshold) break
    reached += amount
    count++
  }
  const enough = permitted.filter(({ records }) => records >= count)
  const chosen = enough.find(({ circuit }) => circuit === warm) ?? enough[0]
  if (reached < threshold || chosen === undefined) {
    throw new QuotaNotReachedError(reached, threshold, { counted: count, atMost: most, available: available.length })
  }
  return { circuit: chosen.circuit, slots: chosen.records, records: available.slice(0, count) }
}
