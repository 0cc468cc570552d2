import type { CircuitSignals } from "snarkjs"
import { randomFieldElement } from "../crypto/random.ts"
import type { Kinds } from "../labor/kinds.ts"
import type { Ledger } from "../labor/ledger.ts"
import type { OpenedRecord, RecordOpening } from "../labor/opening.ts"
import { packQuota, quotaTerms, type Quota, type QuotaTerms } from "../labor/quota.ts"
import { recordHash } from "../labor/record.ts"
import type { Member } from "../member/member.ts"
import { LEDGER_LEVELS, SHEET_LEVELS } from "../parameters.ts"
import type { Roll } from "../roll/roll.ts"
import { climb } from "../tree/path.ts"
import type { CircuitName, QuotaCircuitName } from "./circuits.ts"
import { memberStatement, type StatementOptions } from "./member-statement.ts"
import { oneHot } from "./one-hot.ts"
import { proofOf, type QuotaProof } from "./proof.ts"
import { proveWith, type ProvingOptions } from "./prove-membership.ts"
import { selectRecords, type Selection } from "./select-records.ts"

export interface QuotaOptions extends StatementOptions {
  quota: Quota
  /** The commune's kinds, where the quota names them. */
  kinds?: Kinds | undefined
  /** What the attesters handed the member. */
  openings: readonly RecordOpening[]
  /**
   * The instance of the circuit that everybody shall use. A verifier sees which one a proof is of, and so roughly how many records it counts; when
   * not given it is the smallest that counts enough (the larger ones take longer to prove).
   */
  instance?: QuotaCircuitName | undefined
}

/**
 * Proves all that `proveMembership` proves, and that records of the ledger that are the member's own reach the quota. How much more,
 * of which kinds and when stays private.
 *
 * @throws QuotaNotReachedError with the missing minutes, and what `proveMembership` throws; all before any proving
 */
export async function proveQuota(
  member: Member,
  roll: Roll,
  ledger: Ledger,
  options: QuotaOptions & ProvingOptions,
): Promise<QuotaProof> {
  const { circuit, input } = await quotaStatement(member, roll, ledger, options)
  return proofOf(circuit, await proveWith(circuit, input, options)) as QuotaProof
}

/** What `proveQuota` will prove, and with which circuit. @throws as `proveQuota`, before any proving */
export async function quotaStatement(
  member: Member,
  roll: Roll,
  ledger: Ledger,
  options: QuotaOptions & Pick<ProvingOptions, "prover">,
): Promise<{ circuit: CircuitName; input: CircuitSignals }> {
  const terms = quotaTerms(options.quota, options.kinds)
  const statement = await memberStatement(member, roll, options)
  const choice = { instance: options.instance, warm: options.prover?.circuit }
  const selection = selectRecords(options.openings, member.commitment, ledger, terms, choice)
  const input = { ...statement, ...recordInputs(selection, member.commitment, ledger, terms) }
  return { circuit: selection.circuit, input }
}

function recordInputs(
  { records, slots }: Selection,
  commitment: bigint,
  ledger: Ledger,
  terms: QuotaTerms,
): CircuitSignals {
  const filled = records.map((record) => inLedger(record, ledger))
  while (filled.length < slots) filled.push(unusedSlot(commitment, terms))
  const height = filled[0]?.height ?? 1
  return {
    amount: filled.map(({ amount }) => amount),
    day: filled.map(({ day }) => day),
    kind: filled.map(({ kind }) => kind),
    salt: filled.map(({ salt }) => salt),
    recordPath: filled.map(({ path }) => path),
    ledgerHeight: oneHot(height - 1, LEDGER_LEVELS),
    ledgerRoot: ledger.root,
    quotaPolicy: packQuota(terms),
  }
}

interface FilledSlot {
  amount: number
  day: number
  kind: number
  salt: bigint
  path: bigint[][]
  height?: number
}

function inLedger({ amount, day, kind, salt, path, sheetRoot }: OpenedRecord, ledger: Ledger): FilledSlot {
  const above = ledger.path(sheetRoot)
  return { amount, day, kind, salt, path: [...path, ...above.children], height: above.height }
}

/** A record of amount 0 that is in no tree; its own salt makes it different from all others. */
function unusedSlot(commitment: bigint, { kinds, from }: QuotaTerms): FilledSlot {
  const content = { amount: 0, day: from, kind: kinds[0] as number }
  const salt = randomFieldElement()
  const levels = SHEET_LEVELS + LEDGER_LEVELS
  return { ...content, salt, path: climb(recordHash(commitment, content, salt), [], [], levels) }
}
