import { createHash } from "node:crypto"

/**
 * A generator of numbers below `bound` that gives the same ones at every run.
 *
 * @param bound at most 2^256, so that reducing 512 bits leaves no bias worth the name
 */
export function seeded(seed: string, bound: bigint): () => bigint {
  let count = 0
  return () => BigInt(`0x${createHash("sha512").update(`${seed}/${count++}`).digest("hex")}`) % bound
}
