import {
  proveQuota,
  type Kinds,
  type Ledger,
  type Member,
  type Message,
  type Policy,
  type Quota,
  type QuotaCircuitName,
  type QuotaProof,
  type RecordOpening,
  type Roll,
  type Scope,
} from "../../../sdk/index.ts"
import type { Provers } from "./provers.ts"

/** All use this one, so that its size does not tell how many lines somebody counts. */
export const QUOTA_CIRCUIT: QuotaCircuitName = "quota-4"

/** What is asked of everybody. */
export interface Question {
  scope: Scope
  policy: Policy
  roll: Roll
  ledger: Ledger
  quotas: readonly Quota[]
  kinds: Kinds
}

/**
 * Makes a member's proofs of the quotas; they show the same nullifier. Who does not reach one is told so before anything is computed.
 *
 * @param message what the proofs are bound to
 * @throws what `proveQuota` throws
 */
export async function proveQuotas(
  member: Member,
  openings: readonly RecordOpening[],
  { scope, policy, roll, ledger, kinds, quotas }: Question,
  message: Message,
  provers: Provers,
): Promise<QuotaProof[]> {
  const proofs: QuotaProof[] = []
  for (const quota of quotas) {
    const statement = { scope, policy, message, quota, kinds, openings, instance: QUOTA_CIRCUIT }
    proofs.push(
      await provers.prove(QUOTA_CIRCUIT, (prover) => proveQuota(member, roll, ledger, { ...statement, prover })),
    )
  }
  return proofs
}
