import { requireKeyPoint, requireSubgroupPoint, type Point } from "../crypto/baby-jubjub.ts"
import { InvalidProofError, RequirementNotMetError } from "../errors.ts"
import { holds } from "./groth16.ts"
import { parseProof, signalList, type DecryptionProof } from "./proof.ts"
import { requireSignal } from "./requirements.ts"

/** What a verifier requires of the proof of a trustee's part. */
export interface DecryptionRequirements {
  /** The trustee's share key, which follows from the committee's dealings; see shareKeyOf. */
  shareKey: Point
  /** First point of the ciphertext that is to be opened. */
  point: Point
}

/**
 * Checks a trustee's part of one ciphertext.
 *
 * @returns the part, for combineParts
 * @throws MalformedProofError, RequirementNotMetError, InvalidProofError
 * @throws InvalidPointError for requirements that are none: a proof says nothing of points outside the subgroup
 */
export async function verifyDecryption(
  proof: DecryptionProof,
  { shareKey, point }: DecryptionRequirements,
): Promise<Point> {
  requireKeyPoint(shareKey, "shareKey")
  requireSubgroupPoint(point, "point")
  const parsed = parseProof(proof)
  const { circuit, signals, ordered } = parsed
  if (circuit !== "decrypt")
    throw new RequirementNotMetError("circuit", circuit, "decrypt", "Send the kind of proof that is asked for")
  requirePoint(signals, "shareKey", shareKey, "The part is another trustee's, or was made with another share")
  requirePoint(signals, "point", point, "The part is of another sum")
  if (!(await holds(circuit, parsed.proof, ordered))) throw new InvalidProofError(circuit)
  const [x, y] = signalList(parsed, "part") as [bigint, bigint]
  return [x, y]
}

function requirePoint(signals: Record<string, bigint>, name: string, point: Point, hint: string): void {
  for (const [index, coordinate] of point.entries())
    requireSignal(`${name}[${index}]`, signals[`${name}[${index}]`], coordinate, hint)
}
