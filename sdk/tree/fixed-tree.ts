import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { nodeHash } from "../crypto/poseidon.ts"
import { ARITY } from "../parameters.ts"
import { climb, positionsOf } from "./path.ts"

/** A tree of arity 5 that has all its levels whatever it holds, such as a sheet. Leaf 0 means "empty". */
export class FixedTree {
  readonly #tree: IncrementalMerkleTree

  private constructor(tree: IncrementalMerkleTree) {
    this.#tree = tree
  }

  /** @param leaves at most 5^levels field elements */
  static of(leaves: readonly bigint[], levels: number): FixedTree {
    return new FixedTree(new IncrementalMerkleTree(nodeHash, levels, 0n, ARITY, [...leaves]))
  }

  get root(): bigint {
    return this.#tree.root
  }

  /** The five children below each node on the way from a leaf to the root. */
  path(index: number): bigint[][] {
    const { leaf, siblings } = this.#tree.createProof(index)
    return climb(leaf, siblings, positionsOf(index, this.#tree.depth), this.#tree.depth)
  }
}
