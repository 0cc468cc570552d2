import { ALL_DONE, type HashSteps } from "../kernel/hash-job.ts"
import { hashNow } from "../kernel/hash-now.ts"
import { NUMBER_SIZE, PackedNumbers } from "../kernel/packed-numbers.ts"
import { ARITY } from "../parameters.ts"

/**
 * The nodes of a tree of arity 5, a row for each level from the leaves up. Rows are filled up with empty nodes to whole families of five, so that the
 * children of a node, and of many in a row, are one piece of memory.
 */
export class NodeRows {
  readonly #rows: PackedNumbers[] = [new PackedNumbers()]
  #size = 0
  #height = 1

  /** Number of leaves. */
  get size(): number {
    return this.#size
  }

  /** The level of the root, at least 1. */
  get height(): number {
    return this.#height
  }

  get leaves(): PackedNumbers {
    return this.#row(0)
  }

  node(level: number, index: number): bigint {
    return this.#row(level).at(index)
  }

  /** Makes room for leaves, which are 0 at first; `rehashFrom` must follow. */
  grow(size: number): void {
    this.#size = size
    this.#height = heightFor(size)
    for (let level = 0, count = size; level <= this.#height; level++, count = Math.ceil(count / ARITY)) {
      const row = (this.#rows[level] ??= new PackedNumbers())
      const places = level < this.#height ? ARITY * Math.ceil(Math.max(count, 1) / ARITY) : 1
      row.grow(places)
      for (let place = count; place < places; place++) row.set(place, emptyNode(level))
    }
  }

  /** Hashes all nodes above the leaves from an index on. */
  *rehashFrom(firstLeaf: number): HashSteps {
    for (let [level, first, end] = [1, firstLeaf, this.#size]; level <= this.#height; level++) {
      first = Math.floor(first / ARITY)
      end = Math.ceil(end / ARITY)
      const from = this.#row(level - 1).bytes(first * ARITY, end * ARITY)
      yield { job: "node", to: this.#row(level).bytes(first, end), from }
      yield ALL_DONE
    }
  }

  /** Hashes the nodes above some leaves, those that several have in common only once. @param indices ascending, each once */
  *rehashAbove(indices: readonly number[]): HashSteps {
    for (let [level, nodes] = [1, indices]; level <= this.#height; level++) {
      const parents: number[] = []
      for (const node of nodes) {
        const parent = Math.floor(node / ARITY)
        if (parents.at(-1) !== parent) parents.push(parent)
      }
      const from = new Uint8Array(parents.length * ARITY * NUMBER_SIZE)
      parents.forEach((parent, place) => {
        const family = this.#row(level - 1).bytes(parent * ARITY, (parent + 1) * ARITY)
        from.set(family, place * ARITY * NUMBER_SIZE)
      })
      const to = new Uint8Array(parents.length * NUMBER_SIZE)
      yield { job: "node", to, from }
      yield ALL_DONE
      parents.forEach((parent, place) => {
        this.#row(level)
          .bytes(parent, parent + 1)
          .set(to.subarray(place * NUMBER_SIZE, (place + 1) * NUMBER_SIZE))
      })
      nodes = parents
    }
  }

  #row(level: number): PackedNumbers {
    return this.#rows[level] as PackedNumbers
  }
}

const emptyNodes = [0n]

/** The node at a level below which no leaf stands. */
function emptyNode(level: number): bigint {
  while (emptyNodes.length <= level) {
    const family = PackedNumbers.of(Array<bigint>(ARITY).fill(emptyNodes.at(-1) as bigint))
    const node = new PackedNumbers(1)
    hashNow({ job: "node", to: node.bytes(0, 1), from: family.bytes(0, ARITY) })
    emptyNodes.push(node.at(0))
  }
  return emptyNodes[level] as bigint
}

/** Smallest height, at least 1, at which a tree holds that many leaves. */
export function heightFor(leafCount: number): number {
  let height = 1
  while (ARITY ** height < leafCount) height++
  return height
}

/** How many nodes stand above that many leaves. */
export function nodesAbove(leafCount: number): number {
  let nodes = 0
  for (let [count, level] = [leafCount, 0]; level < heightFor(leafCount); level++) {
    count = Math.ceil(count / ARITY)
    nodes += count
  }
  return nodes
}
