import { nodeHash } from "../../../sdk/crypto/poseidon.ts"

const ARITY = 5

/**
 * The nodes of a tree of arity 5 whose leaves come and change one by one. Its root is node [h][0] with the smallest h >= 1 that holds all
 * leaves. Only what changed since the root was last asked for is hashed again.
 */
export class LeanNodes {
  /** By level, the leaves first. */
  readonly #levels: bigint[][] = [[]]
  readonly #empty: bigint[] = [0n]
  /** Places of leaves that changed. */
  #changed = new Set<number>()

  get size(): number {
    return this.#level(0).length
  }

  leaf(index: number): bigint | undefined {
    return this.#level(0)[index]
  }

  /** @param index at most `size`: then it is appended */
  set(index: number, leaf: bigint): void {
    this.#level(0)[index] = leaf
    this.#changed.add(index)
  }

  /** 0 before the first leaf. */
  get root(): bigint {
    if (this.size === 0) return 0n
    let level = 0
    let changed = this.#changed
    do {
      const parents = new Set([...changed].map((place) => Math.floor(place / ARITY)))
      for (const parent of parents) this.#level(level + 1)[parent] = nodeHash(this.#children(level, parent))
      changed = parents
      level++
    } while (this.#level(level).length > 1)
    this.#changed = new Set()
    return this.#level(level)[0] as bigint
  }

  #level(level: number): bigint[] {
    return (this.#levels[level] ??= [])
  }

  #children(level: number, parent: number): bigint[] {
    const stored = this.#level(level).slice(ARITY * parent, ARITY * (parent + 1))
    return [...stored, ...new Array<bigint>(ARITY - stored.length).fill(this.#emptyNode(level))]
  }

  #emptyNode(level: number): bigint {
    return (this.#empty[level] ??= nodeHash(new Array<bigint>(ARITY).fill(this.#emptyNode(level - 1))))
  }
}
