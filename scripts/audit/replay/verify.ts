import { invalidProofs } from "../../../sdk/proof/batch/invalid-proofs.ts"
import { Finding } from "../log/finding.ts"
import type { Claim } from "./claim.ts"

/** How many proofs are verified together: enough for a batch to pay, and few enough for memory and for an early word on a false one. */
const AT_ONCE = 1000

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
  for (let from = 0; from < claims.length; from += AT_ONCE) {
    const some = claims.slice(from, from + AT_ONCE)
    let told = 0
    const [first] = await invalidProofs(some, ({ done }) => {
      const verified = Math.round(done * some.length)
      advance(verified - told)
      told = verified
    })
    const claim = first === undefined ? undefined : some[first]
    if (claim !== undefined) return new Finding(`the proof of ${claim.of} does not hold`, claim)
  }
  return undefined
}
