import { expect } from "chai"
import { IncrementalMerkleTree } from "@zk-kit/incremental-merkle-tree"
import { poseidon5 } from "poseidon-lite"
import { loadVectors } from "./load.ts"
import type { Path, TreeVector } from "./load.ts"

const ARITY = 5
const LEVELS = 9
const ROOM = ARITY ** LEVELS

/** Node `index` of a level; the package keeps its nodes to itself. */
function node(tree: IncrementalMerkleTree, level: number, index: number): bigint {
  return (tree as unknown as { _nodes: bigint[][] })._nodes[level]![index]!
}

function expectPath(tree: IncrementalMerkleTree, index: number, children: Path): void {
  const proof = tree.createProof(index)
  proof.siblings.forEach((siblings, level) => {
    const place = proof.pathIndices[level]!
    const all = [...siblings.slice(0, place), node(tree, level, Math.floor(index / ARITY ** level)), ...siblings.slice(place)]
    expect(children[level], `level ${level}`).to.deep.equal(all)
  })
}

function expectTree(tree: IncrementalMerkleTree, { size, height, root, paths }: TreeVector): void {
  expect(tree.leaves).to.have.length(Number(size))
  expect(node(tree, Number(height), 0)).to.equal(root)
  for (const { index, children } of paths) {
    expect(children).to.have.length(LEVELS)
    expectPath(tree, Number(index), children)
  }
}

describe("vectors: tree", () => {
  const { zeros, leaves, trees, removals, heights } = loadVectors("tree")
  const treeOf = (size: bigint, levels = LEVELS): IncrementalMerkleTree =>
    new IncrementalMerkleTree(poseidon5, levels, 0n, ARITY, leaves.slice(0, Number(size)))

  it("has the zero hashes of @zk-kit/incremental-merkle-tree", () => {
    const tree = treeOf(0n)
    expect(zeros).to.have.length(LEVELS + 1)
    expect(zeros.slice(0, LEVELS)).to.deep.equal(tree.zeroes.slice(0, LEVELS))
    // The root of an empty tree is the zero hash above all its levels.
    expect(zeros[LEVELS]).to.equal(tree.root)
  })

  it("has lean roots and paths of node [height][0] in a tree of depth 9", () => {
    for (const vector of trees) expectTree(treeOf(vector.size), vector)
  })

  it("has the root of a tree that is just high enough", () => {
    for (const { size, height, root } of trees) expect(treeOf(size, Number(height)).root).to.equal(root)
  })

  it("reaches the root of the full depth from each lean root over zero hashes", () => {
    for (const { size, height, root } of trees) {
      let climbed = root
      for (let level = Number(height); level < LEVELS; level++) {
        climbed = poseidon5([climbed, ...Array<bigint>(ARITY - 1).fill(zeros[level]!)])
      }
      expect(climbed).to.equal(treeOf(size).root)
    }
  })

  it("has removed leaves as 0, in a tree that keeps its height", () => {
    for (const vector of removals) {
      const tree = treeOf(vector.size)
      for (const index of vector.removed) tree.delete(Number(index))
      expectTree(tree, vector)
    }
  })

  it("has the smallest height with room for all, at both sides of every level", () => {
    expect(heights.map(({ size }) => Number(size))).to.include.members([5, 6, 25, 26, 125, 126, ROOM / 5 + 1, ROOM])
    for (const { size, height } of [...heights, ...trees, ...removals]) {
      expect(5n ** height >= size).to.equal(true)
      expect(height === 1n || 5n ** (height - 1n) < size).to.equal(true)
    }
  })
})

describe("vectors: ledger", () => {
  const { sheets, height, root, paths } = loadVectors("ledger")
  const sheetTree = (records: bigint[]): IncrementalMerkleTree =>
    new IncrementalMerkleTree(poseidon5, 3, 0n, ARITY, records)

  it("has sheets of three levels, whatever the number of records", () => {
    expect(sheets.map(({ records }) => records.length)).to.include.members([1, 125])
    for (const { records, root: sheetRoot } of sheets) expect(sheetTree(records).root).to.equal(sheetRoot)
  })

  it("has the lean root over the sheets", () => {
    const tree = new IncrementalMerkleTree(
      poseidon5,
      5,
      0n,
      ARITY,
      sheets.map((sheet) => sheet.root),
    )
    expect(node(tree, Number(height), 0)).to.equal(root)
    for (const { sheet, row, children } of paths) {
      expect(children).to.have.length(8)
      expectPath(sheetTree(sheets[Number(sheet)]!.records), Number(row), children.slice(0, 3))
      expectPath(tree, Number(sheet), children.slice(3))
    }
  })
})
