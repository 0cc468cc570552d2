import { secretShareOf, type KeyShare } from "../ballot/key-share.ts"
import { requireSubgroupPoint, type Point } from "../crypto/baby-jubjub.ts"
import { proofOf, type DecryptionProof } from "./proof.ts"
import { proveWith, type ProvingOptions } from "./prove-membership.ts"

/**
 * Proves that a trustee's part of one ciphertext, as `share.decryptionOf` gives it, was made with its share. The part stands in the proof.
 *
 * As with `decryptionOf`: of the sum of a closed poll with enough ballots, and of nothing else. That is for the caller to see to.
 *
 * @param point first point of the ciphertext
 * @throws InvalidPointError for a point outside the subgroup, before any proving
 * @throws ArtifactMissingError, ArtifactAlteredError
 */
export async function proveDecryption(
  share: KeyShare,
  point: Point,
  options: ProvingOptions = {},
): Promise<DecryptionProof> {
  requireSubgroupPoint(point, "point")
  const input = { share: secretShareOf(share), point: [...point] }
  return proofOf("decrypt", await proveWith("decrypt", input, options)) as DecryptionProof
}
