import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { poseidon5 } from "poseidon-lite"

/*
 * An independent view of the lean tree: the fixed-depth tree of @zk-kit over the same leaves, of just the lean height. Its root
 * is node [h][0] of every deeper tree.
 */

/** Smallest h >= 1 with 5^h >= size. */
export function leanHeight(size: number): number {
  let height = 1
  while (5 ** height < size) height++
  return height
}

function fixedTree(leaves: readonly bigint[], levels = leanHeight(leaves.length)): IncrementalMerkleTree {
  return new IncrementalMerkleTree(poseidon5, levels, 0n, 5, [...leaves])
}

/** Root of a lean tree; 0 while it has no leaves. */
export function leanRoot(leaves: readonly bigint[]): bigint {
  return leaves.length === 0 ? 0n : fixedTree(leaves).root
}

/** Root of a tree that always has all its levels, as a sheet has. */
export function fixedRoot(leaves: readonly bigint[], levels: number): bigint {
  return fixedTree(leaves, levels).root
}

/** The four siblings on each level up to the lean root, from the leaf upwards. */
export function siblingsOf(leaves: readonly bigint[], index: number): bigint[][] {
  return fixedTree(leaves).createProof(index).siblings
}

/** All five children on each of so many levels, as the circuits take them. */
export function childrenOf(leaves: readonly bigint[], index: number, levels: number): bigint[][] {
  const { leaf, siblings, pathIndices } = fixedTree(leaves, levels).createProof(index)
  let node = leaf
  return siblings.map((others, level) => {
    const children = others.toSpliced(pathIndices[level]!, 0, node)
    node = poseidon5(children)
    return children
  })
}
