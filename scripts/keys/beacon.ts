import { createHash } from "node:crypto"

/**
 * The public beacon of every development key: sha256 of a sentence that says what it is worth.
 * Whoever knows it can forge proofs, and everybody knows it.
 */
export const DEV_BEACON = createHash("sha256")
  .update("rochdale development keys are insecure by construction")
  .digest("hex")

/** The beacon is hashed 2^10 times; more would slow the rebuild and add nothing to keys that are insecure anyway. */
export const DEV_BEACON_ITERATIONS_EXP = 10
