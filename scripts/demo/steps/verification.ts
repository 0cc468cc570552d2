import { verifyTogether, type NullifierStore, type Verified } from "../../../sdk/index.ts"
import type { Answer, Question } from "./statement.ts"

type Checks = Parameters<typeof verifyTogether>[0]

/**
 * What a verifier without a chain does with an answer: checks every proof against what it requires, and uses their nullifier up.
 *
 * @param message what the proofs must be bound to; any when not given
 * @throws as `verifyTogether`
 */
export function verifyOffChain(
  { membership, quotas }: Answer,
  { scope, policy, roll, ledger, quotas: required, kinds }: Question,
  nullifiers: NullifierStore | undefined,
  message?: number,
): Promise<Verified> {
  const requirements = { scope, policy, roll, message }
  const checks: Checks[number][] = membership === undefined ? [] : [{ proof: membership, requirements }]
  for (const [index, quota] of required.entries()) {
    const proof = quotas[index]
    if (proof === undefined) throw new Error(`There is no proof for quota ${index + 1}`)
    checks.push({ proof, requirements: { ...requirements, ledger, quota, kinds } })
  }
  return verifyTogether(checks, { nullifiers })
}
