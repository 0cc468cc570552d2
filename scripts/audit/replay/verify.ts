import { holds } from "../../../sdk/proof/groth16.ts"
import { Finding } from "../log/finding.ts"
import type { Claim } from "./claim.ts"

/**
 * Verifies proofs in the order of the log, with the verification keys that came with this project and not with those of the contracts.
 *
 * @param advance is told how many more are done
 * @returns the first that does not hold
 */
export async function firstFalse(
  claims: readonly Claim[],
  advance: (by: number) => void,
): Promise<Finding | undefined> {
  for (const claim of claims) {
    if (!(await holds(claim.circuit, claim.proof, claim.signals)))
      return new Finding(`the proof of ${claim.of} does not hold`, claim)
    advance(1)
  }
  return undefined
}
