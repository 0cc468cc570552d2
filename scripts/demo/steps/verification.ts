import {
  verifyTogether,
  type Message,
  type NullifierStore,
  type QuotaProof,
  type Verified,
} from "../../../sdk/index.ts"
import type { Question } from "./statement.ts"

/**
 * What a verifier without a chain does with a member's quota proofs: checks each against what it requires, and uses their nullifier up.
 *
 * @param message what the proofs must be bound to; any when not given
 * @throws as `verifyTogether`
 */
export function verifyQuotas(
  proofs: readonly QuotaProof[],
  { scope, policy, roll, ledger, quotas, kinds }: Question,
  nullifiers: NullifierStore | undefined,
  message?: Message,
): Promise<Verified> {
  const checks = quotas.map((quota, index) => {
    const proof = proofs[index]
    if (proof === undefined) throw new Error(`There is no proof for quota ${index + 1}`)
    return { proof, requirements: { scope, policy, roll, message, ledger, quota, kinds } }
  })
  return verifyTogether(checks, { nullifiers })
}
