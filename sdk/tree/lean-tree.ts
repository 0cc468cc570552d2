import { InvalidInputError } from "../errors.ts"
import type { HashSteps } from "../kernel/hash-job.ts"
import { finishNow, hashNow } from "../kernel/hash-now.ts"
import { PackedNumbers } from "../kernel/packed-numbers.ts"
import { ARITY } from "../parameters.ts"
import { NodeRows } from "./node-rows.ts"
import { positionsOf } from "./path.ts"

export { heightFor } from "./node-rows.ts"

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
 *
 * A leaf takes 40 bytes, with its share of the nodes. Changes hash only what is above the changed leaves, each node once.
 */
export class LeanTree {
  /** The most levels that it may have. */
  readonly levels: number
  readonly #rows = new NodeRows()

  /** A tree without leaves. @param levels the most levels */
  constructor(levels: number) {
    this.levels = levels
  }

  /**
   * @param leaves field elements
   * @param levels the most levels
   * @throws InvalidInputError for more than 5^levels leaves
   */
  static of(leaves: readonly bigint[], levels: number): LeanTree {
    const tree = new LeanTree(levels)
    tree.insertMany(leaves)
    return tree
  }

  get size(): number {
    return this.#rows.size
  }

  get height(): number {
    return this.#rows.height
  }

  get root(): bigint {
    return this.size === 0 ? 0n : this.#rows.node(this.height, 0)
  }

  /** A copy of all leaves; empty ones are 0. */
  get leaves(): bigint[] {
    return Array.from({ length: this.size }, (_, index) => this.#rows.node(0, index))
  }

  /** Appends a leaf. @throws InvalidInputError when the tree is full */
  insert(leaf: bigint): void {
    this.insertMany([leaf])
  }

  /** Appends leaves; quicker than one by one. @throws InvalidInputError when they do not fit, and then none is taken */
  insertMany(leaves: readonly bigint[]): void {
    finishNow(
      this.inserting(leaves.length, (row, first) => {
        leaves.forEach((leaf, index) => {
          row.set(first + index, leaf)
        })
        return undefined
      }),
    )
  }

  /** Replaces the leaf at an index below `size`; leaf 0 empties it. @throws InvalidInputError */
  update(index: number, leaf: bigint): void {
    this.#assertIndex(index)
    this.#rows.leaves.set(index, leaf)
    finishNow(this.#rows.rehashAbove([index]))
  }

  /** @throws InvalidInputError when so many more leaves do not fit */
  requireRoom(count: number): void {
    const leaves = this.size + count
    if (leaves > ARITY ** this.levels) {
      throw new InvalidInputError("number of leaves", leaves, `at most 5^${this.levels} = ${ARITY ** this.levels}`)
    }
  }

  /**
   * Appends leaves as work that can be done on all cores. Until it is done the tree must not be used.
   *
   * @param put writes them to the row of leaves, from an index on, as work or at once
   * @throws InvalidInputError as insertMany
   */
  *inserting(count: number, put: (row: PackedNumbers, first: number) => HashSteps | undefined): HashSteps {
    this.requireRoom(count)
    const first = this.size
    if (count === 0) return
    this.#rows.grow(first + count)
    yield* put(this.#rows.leaves, first) ?? []
    yield* this.#rows.rehashFrom(first)
  }

  /**
   * Replaces leaves, in the same way.
   *
   * @param indices those that change, ascending and each once
   * @param put     writes their new leaves, in that order, as work or at once
   * @throws InvalidInputError as update
   */
  *updating(indices: readonly number[], put: (leaves: PackedNumbers) => HashSteps | undefined): HashSteps {
    for (const index of indices) this.#assertIndex(index)
    if (indices.length === 0) return
    const leaves = new PackedNumbers(indices.length)
    yield* put(leaves) ?? []
    indices.forEach((index, place) => this.#rows.leaves.bytes(index, index + 1).set(leaves.bytes(place, place + 1)))
    yield* this.#rows.rehashAbove(indices)
  }

  /** Way from a leaf to the root for a circuit. @throws InvalidInputError for no such index */
  path(index: number): LeanPath {
    this.#assertIndex(index)
    const children: bigint[][] = []
    for (let level = 0; level < this.height; level++) children.push(this.#family(level, index))
    // The circuit climbs all levels: above the root each node is the first of a family with none beside it.
    const family = new PackedNumbers(ARITY)
    family.set(0, this.root)
    while (children.length < this.levels) {
      children.push(Array.from({ length: ARITY }, (_, place) => family.at(place)))
      hashNow({ job: "node", to: family.bytes(0, 1), from: family.bytes(0, ARITY).slice() })
    }
    return { children, height: this.height }
  }

  /** Per level, bottom up, the four other children in order: what the contracts take. @throws InvalidInputError */
  siblings(index: number): bigint[][] {
    this.#assertIndex(index)
    return positionsOf(index, this.height).map((position, level) => this.#family(level, index).toSpliced(position, 1))
  }

  /** The node above a leaf at a level, with its four siblings. */
  #family(level: number, index: number): bigint[] {
    const first = ARITY * Math.floor(index / ARITY ** (level + 1))
    return Array.from({ length: ARITY }, (_, place) => this.#rows.node(level, first + place))
  }

  #assertIndex(index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new InvalidInputError("index", index, `a leaf of this tree, 0 to ${this.size - 1}`)
    }
  }
}
