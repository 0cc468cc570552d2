import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { nodeHash } from "../crypto/poseidon.ts"
import { InvalidInputError } from "../errors.ts"
import { ARITY } from "../parameters.ts"
import { climb, positionsOf } from "./path.ts"

/** Way from a leaf to the root of a lean tree, in the form that the circuits take. */
export interface LeanPath {
  /** children[l] are the five children below the node at level l + 1; one entry for each level that the tree may have. */
  children: bigint[][]
  /** The level at which the root stands, from 1 on. */
  height: number
}

/**
 * Append-only tree of arity 5 whose root is the node `[h][0]`, where h is the smallest height that holds all leaves, at least 1.
 * Leaf 0 means "empty". The root of a tree that never held a leaf is 0, which every verifier refuses.
 */
export class LeanTree {
  /** The most levels that it may have. */
  readonly levels: number
  // Exactly as deep as the leaves need, so that its root is the lean root; it is rebuilt one level deeper when it is full.
  #tree: IncrementalMerkleTree

  private constructor(levels: number, leaves: bigint[]) {
    this.levels = levels
    this.#tree = treeOf(leaves)
  }

  /**
   * @param leaves field elements
   * @param levels the most levels
   * @throws InvalidInputError for more than 5^levels leaves
   */
  static of(leaves: readonly bigint[], levels: number): LeanTree {
    assertRoom(leaves.length, levels)
    return new LeanTree(levels, [...leaves])
  }

  get size(): number {
    return this.#tree.leaves.length
  }

  get height(): number {
    return this.#tree.depth
  }

  get root(): bigint {
    return this.size === 0 ? 0n : this.#tree.root
  }

  /** A copy of all leaves; empty ones are 0. */
  get leaves(): bigint[] {
    return this.#tree.leaves
  }

  /** Appends a leaf. @throws InvalidInputError when the tree is full */
  insert(leaf: bigint): void {
    assertRoom(this.size + 1, this.levels)
    if (this.size === ARITY ** this.height) this.#tree = treeOf([...this.leaves, leaf])
    else this.#tree.insert(leaf)
  }

  /** Appends leaves; quicker than one by one. @throws InvalidInputError when they do not fit, and then none is taken */
  insertMany(leaves: readonly bigint[]): void {
    assertRoom(this.size + leaves.length, this.levels)
    // A rebuild hashes every node once; single inserts hash `height` nodes each.
    if (leaves.length * this.height > (this.size + leaves.length) / (ARITY - 1)) {
      this.#tree = treeOf([...this.leaves, ...leaves])
    } else for (const leaf of leaves) this.insert(leaf)
  }

  /** Replaces the leaf at an index below `size`; leaf 0 empties it. @throws InvalidInputError */
  update(index: number, leaf: bigint): void {
    this.#assertIndex(index)
    this.#tree.update(index, leaf)
  }

  /** Way from a leaf to the root for a circuit. @throws InvalidInputError for no such index */
  path(index: number): LeanPath {
    const siblings = this.siblings(index)
    const leaf = this.#tree.leaves[index] as bigint
    return {
      children: climb(leaf, siblings, positionsOf(index, this.height), this.levels),
      height: this.height,
    }
  }

  /** Per level, bottom up, the four other children in order: what the contracts take. @throws InvalidInputError */
  siblings(index: number): bigint[][] {
    this.#assertIndex(index)
    return this.#tree.createProof(index).siblings
  }

  #assertIndex(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new InvalidInputError("index", index, `a leaf of this tree, 0 to ${this.size - 1}`)
    }
  }
}

/** Smallest height, at least 1, at which a tree holds that many leaves. */
export function heightFor(leafCount: number): number {
  let height = 1
  while (ARITY ** height < leafCount) height++
  return height
}

function treeOf(leaves: bigint[]): IncrementalMerkleTree {
  return new IncrementalMerkleTree(nodeHash, heightFor(leaves.length), 0n, ARITY, leaves)
}

function assertRoom(leafCount: number, levels: number): void {
  if (leafCount > ARITY ** levels) {
    throw new InvalidInputError("number of leaves", leafCount, `at most 5^${levels} = ${ARITY ** levels}`)
  }
}
