import {
  proveMembership,
  proveQuota,
  type Kinds,
  type Ledger,
  type Member,
  type MembershipProof,
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
  /** Whether a membership proof is asked for beside the quota proofs. */
  membership: boolean
}

/** A member's answer: proofs that show the same nullifier. */
export interface Answer {
  membership: MembershipProof | undefined
  quotas: QuotaProof[]
}

/**
 * Makes a member's proofs. The quotas come first: who does not reach them is told so before anything is computed.
 *
 * @param message what the proofs are bound to: the number of the option
 * @throws what `proveMembership` and `proveQuota` throw
 */
export async function answer(
  member: Member,
  openings: readonly RecordOpening[],
  question: Question,
  message: number,
  provers: Provers,
): Promise<Answer> {
  const { scope, policy, roll, ledger, kinds } = question
  const shared = { scope, policy, message }
  const quotas: QuotaProof[] = []
  for (const quota of question.quotas) {
    quotas.push(
      await provers.prove(QUOTA_CIRCUIT, (prover) =>
        proveQuota(member, roll, ledger, { ...shared, quota, kinds, openings, instance: QUOTA_CIRCUIT, prover }),
      ),
    )
  }
  const membership = question.membership
    ? await provers.prove("membership", (prover) => proveMembership(member, roll, { ...shared, prover }))
    : undefined
  return { membership, quotas }
}
