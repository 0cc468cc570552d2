import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { expect } from "chai"
import { poseidon5 } from "poseidon-lite"
import { InvalidInputError } from "../../../sdk/index.ts"
import { FixedTree } from "../../../sdk/tree/fixed-tree.ts"
import { heightFor, LeanTree } from "../../../sdk/tree/lean-tree.ts"
import { refused } from "../refused.ts"

const SIZES = [1, 2, 4, 5, 6, 24, 25, 26, 124, 125, 126]

/** Node [h][0] of a tree of all nine levels, by the reference package. */
function referenceRoot(leaves: readonly bigint[]): bigint {
  const tree = new IncrementalMerkleTree((children) => poseidon5(children), 9, 0n, 5, [...leaves])
  return (tree as unknown as { _nodes: bigint[][] })._nodes[heightFor(leaves.length)]?.[0] as bigint
}

function leavesOf(size: number): bigint[] {
  return Array.from({ length: size }, (_, index) => BigInt(index + 1) ** 7n)
}

/** What the circuit does with a path. */
function climbed(leaf: bigint, { children, height }: { children: bigint[][]; height: number }): bigint {
  let node = leaf
  for (const five of children.slice(0, height)) {
    expect(five).to.include(node)
    node = poseidon5(five)
  }
  return node
}

describe("a lean tree", () => {
  for (const size of SIZES) {
    it(`of ${size} leaves has the reference's node [h][0] as root, built at once or leaf by leaf`, () => {
      const leaves = leavesOf(size)
      const grown = LeanTree.of([], 9)
      for (const leaf of leaves) grown.insert(leaf)
      const bulk = LeanTree.of([], 9)
      bulk.insertMany(leaves.slice(0, Math.floor(size / 2)))
      bulk.insertMany(leaves.slice(Math.floor(size / 2)))
      const expected = referenceRoot(leaves)
      expect(LeanTree.of(leaves, 9).root).to.equal(expected)
      expect(grown.root).to.equal(expected)
      expect(bulk.root).to.equal(expected)
    })

    it(`of ${size} leaves leads from the first and last leaf to the root, over all nine levels`, () => {
      const tree = LeanTree.of(leavesOf(size), 9)
      for (const index of [0, size - 1]) {
        const path = tree.path(index)
        expect(climbed(leavesOf(size)[index] as bigint, path)).to.equal(tree.root)
        // Above the root the circuit still climbs: each node must be among the next five.
        climbed(leavesOf(size)[index] as bigint, { ...path, height: 9 })
        expect(path.children.length).to.equal(9)
      }
    })
  }

  it("takes single leaves into a large tree", () => {
    const tree = LeanTree.of(leavesOf(120), 9)
    tree.insertMany(leavesOf(122).slice(120))
    expect(tree.root).to.equal(referenceRoot(leavesOf(122)))
  })

  it("changes and empties leaves", () => {
    const leaves = leavesOf(30)
    const tree = LeanTree.of(leaves, 9)
    tree.update(7, 99n)
    tree.update(29, 0n)
    leaves[7] = 99n
    leaves[29] = 0n
    expect(tree.root).to.equal(referenceRoot(leaves))
    expect(tree.siblings(7).length).to.equal(tree.height)
  })

  it("has root 0 before its first leaf, which no verifier accepts", () => {
    expect(LeanTree.of([], 9).root).to.equal(0n)
  })

  it("refuses what does not fit and takes nothing of it", async () => {
    const tree = LeanTree.of(leavesOf(4), 1)
    await refused(() => tree.insertMany([1n, 2n]), InvalidInputError, "6", "5^1")
    expect(tree.size).to.equal(4)
    tree.insert(1n)
    await refused(() => tree.insert(1n), InvalidInputError, "6")
    for (const index of [-1, 5, 0.5]) await refused(() => tree.path(index), InvalidInputError, String(index))
  })
})

describe("a fixed tree", () => {
  it("has all its levels however few its leaves", () => {
    const tree = FixedTree.of([7n, 8n], 3)
    const reference = new IncrementalMerkleTree((children) => poseidon5(children), 3, 0n, 5, [7n, 8n])
    expect(tree.root).to.equal(reference.root)
    expect(climbed(8n, { children: tree.path(1), height: 3 })).to.equal(tree.root)
  })
})
