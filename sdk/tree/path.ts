import { nodeHash } from "../crypto/poseidon.ts"
import { ARITY } from "../parameters.ts"

/**
 * The five children of each node on the way up from a leaf.
 *
 * @param leaf      where the way begins
 * @param siblings  per level the four others, in order
 * @param positions per level the place of the way's node among the five, 0 to 4
 * @param levels    the way is made this long: above the given siblings every node is the first of four empty ones, which is
 *                  what the circuits need where a lean tree has fewer levels than they climb
 */
export function climb(
  leaf: bigint,
  siblings: readonly (readonly bigint[])[],
  positions: readonly number[],
  levels: number,
): bigint[][] {
  const path: bigint[][] = []
  let node = leaf
  for (let level = 0; level < levels; level++) {
    const children = [...(siblings[level] ?? new Array<bigint>(ARITY - 1).fill(0n))]
    children.splice(positions[level] ?? 0, 0, node)
    path.push(children)
    // The last level's parent is the root; the circuit computes it.
    if (level < levels - 1) node = nodeHash(children)
  }
  return path
}

/** Place of a leaf's ancestor among its four siblings, per level, bottom up. */
export function positionsOf(index: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, level) => Math.floor(index / ARITY ** level) % ARITY)
}
