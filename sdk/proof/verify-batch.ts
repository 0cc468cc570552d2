import { InvalidProofError } from "../errors.ts"
import { invalidProofs } from "./batch/invalid-proofs.ts"
import type { OnProgress } from "./progress.ts"
import { parseProof, type MembershipProof, type ParsedProof, type QuotaProof } from "./proof.ts"
import { assertRequirements, type MembershipRequirements, type QuotaRequirements } from "./requirements.ts"
import { spend, type Spending, type Verified } from "./verify.ts"

/** A proof with what is required of it. */
export type ProofToVerify =
  | { proof: MembershipProof; requirements: MembershipRequirements }
  | { proof: QuotaProof; requirements: QuotaRequirements }

export interface BatchOptions extends Spending {
  onProgress?: OnProgress | undefined
}

/** What became of each proof of a batch: it is in one list or the other, by its index, in ascending order. */
export interface VerifiedBatch {
  verified: ({ index: number } & Verified)[]
  /** With the error that `verify` would have thrown. */
  refused: { index: number; error: unknown }[]
}

/**
 * Checks many proofs, each against everything that is required of it, and uses their nullifiers up. It says of each what `verify` would say, at
 * about a tenth of the cost, and one bad proof does not hold up the others.
 *
 * Where two proofs of a batch show one nullifier, the first uses it up and the second is refused; without `nullifiers` the caller must see to it.
 */
export async function verifyBatch(
  batch: readonly ProofToVerify[],
  { nullifiers, onProgress }: BatchOptions = {},
): Promise<VerifiedBatch> {
  const outcome: VerifiedBatch = { verified: [], refused: [] }
  const checked = await Promise.allSettled(batch.map(check))
  const claims = checked.flatMap((result, index) => {
    if (result.status === "fulfilled") return [{ index, parsed: result.value }]
    outcome.refused.push({ index, error: result.reason })
    return []
  })
  const invalid = new Set(
    await invalidProofs(
      claims.map(({ parsed: { circuit, proof, ordered } }) => ({ circuit, proof, signals: ordered })),
      onProgress,
    ),
  )
  // In the batch's order, one after the other: the first of two with one nullifier is the one that counts.
  for (const [position, { index, parsed }] of claims.entries()) {
    try {
      if (invalid.has(position)) throw new InvalidProofError(parsed.circuit)
      outcome.verified.push({ index, ...(await spend(parsed, { nullifiers })) })
    } catch (error) {
      outcome.refused.push({ index, error })
    }
  }
  outcome.refused.sort((left, right) => left.index - right.index)
  return outcome
}

/** Everything but the pairing. */
async function check({ proof, requirements }: ProofToVerify): Promise<ParsedProof> {
  const parsed = parseProof(proof)
  await assertRequirements(parsed, requirements)
  return parsed
}
