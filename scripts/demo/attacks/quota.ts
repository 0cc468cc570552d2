import { proveQuota, type Member, type QuotaProof, type RecordOpening } from "../../../sdk/index.ts"
import { NotRefusedError } from "../errors.ts"
import type { Refusal } from "../journal.ts"
import type { OnChainCheck } from "../steps/on-chain-check.ts"
import type { Question } from "../steps/statement.ts"
import { verifyQuotas } from "../steps/verification.ts"
import { refused } from "./refusal.ts"

/** A worker proves with the lines of another. */
export function borrowedLines(
  borrower: Member,
  lines: readonly RecordOpening[],
  { scope, policy, roll, ledger, quotas, kinds }: Question,
): Promise<Refusal> {
  return refused("Somebody proves with the hours of another", "own program", "invalid-input", () =>
    proveQuota(borrower, roll, ledger, {
      scope,
      policy,
      quota: quotas[0] as Question["quotas"][number],
      kinds,
      openings: lines,
    }),
  )
}

/** A proof is copied and given another mark, so that it counts again for somebody else. */
export async function changedMark(
  proofs: readonly QuotaProof[],
  question: Question,
  onChain: OnChainCheck,
): Promise<Refusal[]> {
  const change = (proof: QuotaProof): QuotaProof => ({
    ...proof,
    signals: { ...proof.signals, nullifier: String(BigInt(proof.signals["nullifier"] as string) + 1n) },
  })
  const copy = proofs.map(change)
  const attempt = "A copy of a proof is given another mark"
  const offChain = await refused(attempt, "verifier", "invalid-proof", () => verifyQuotas(copy, question, undefined))
  if (await onChain(copy[0] as QuotaProof)) throw new NotRefusedError(attempt, "the contract took it")
  return [offChain, { attempt, by: "contract", reason: offChain.reason, error: "false" }]
}
