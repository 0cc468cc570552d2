import type { CircuitName } from "../../sdk/proof/circuits.ts"
import type { Show } from "../demo/show/show.ts"
import { assertCommittedKeys } from "./keys.ts"
import type { Finding } from "./log/finding.ts"
import type { ChainRecord } from "./record/record.ts"
import type { Claim } from "./replay/claim.ts"
import { replay, type Replay } from "./replay/replay.ts"
import { firstFalse } from "./replay/verify.ts"

/** A poll that was audited. */
export interface Audit extends Omit<Replay, "finding"> {
  record: ChainRecord
  /** The first thing in the log that is wrong; undefined if all is right. */
  finding: Finding | undefined
  /** How many proofs of each circuit were verified. */
  proofs: Map<CircuitName, number>
  /** How long verifying them took. */
  seconds: number
}

/**
 * Audits a poll: plays its log again, then verifies every proof up to the first thing that is wrong, so that a false proof before it is found
 * first.
 *
 * @throws MalformedRecordError, ArtifactMissingError, ArtifactAlteredError, AlteredKeyError
 */
export async function audit(record: ChainRecord, show: Show): Promise<Audit> {
  const replayed = await step(show, "Play the log again", record.logs.length, async (advance) =>
    replay(record, () => advance(1)),
  )
  const claims = replayed.claims.all
  const proofs = countByCircuit(claims)
  await assertCommittedKeys(proofs.keys())
  const start = performance.now()
  const falseProof = await step(show, "Verify the proofs", claims.length, (advance) => firstFalse(claims, advance))
  const seconds = (performance.now() - start) / 1000
  return { ...replayed, record, finding: falseProof ?? replayed.finding, proofs, seconds }
}

async function step<Value>(
  show: Show,
  title: string,
  total: number,
  work: (advance: (by: number) => void) => Promise<Value>,
): Promise<Value> {
  const shown = show.begin(title, total)
  const start = performance.now()
  const value = await work((by) => shown.advance(by))
  shown.done((performance.now() - start) / 1000)
  return value
}

function countByCircuit(claims: readonly Claim[]): Map<CircuitName, number> {
  const counts = new Map<CircuitName, number>()
  for (const { circuit } of claims) counts.set(circuit, (counts.get(circuit) ?? 0) + 1)
  return counts
}
