import { expect } from "chai"
import { poseidon5 } from "poseidon-lite"
import { deployed, simulatedChain, type Callable, type Chain } from "./chain.ts"
import { Random } from "./random.ts"
import { leanRoot, siblingsOf } from "./reference-tree.ts"

type Tree = Callable<"insert" | "update" | "restore" | "root" | "size" | "emptyNode">

describe("LeanQuinaryTree", () => {
  let chain: Chain
  let tree: Tree
  let leaves: bigint[]
  const random = new Random(1)

  before(async () => {
    chain = await simulatedChain()
  })

  async function plant(levels: number): Promise<void> {
    tree = await deployed(chain, "TreeHarness", [levels])
    leaves = []
  }

  async function insert(count: number): Promise<void> {
    for (let rest = count; rest > 0; rest -= 200) {
      const fresh = Array.from({ length: Math.min(rest, 200) }, () => random.element())
      await tree.insert(fresh)
      leaves.push(...fresh)
    }
    await matches()
  }

  async function update(index: number, leaf: bigint): Promise<void> {
    await tree.update(index, leaves[index], leaf, siblingsOf(leaves, index))
    leaves[index] = leaf
    await matches()
  }

  async function matches(): Promise<void> {
    expect(await tree.size()).to.equal(BigInt(leaves.length))
    expect(await tree.root(), `root of ${leaves.length} leaves`).to.equal(leanRoot(leaves))
  }

  it("has root 0 while it is empty", async () => {
    await plant(9)
    expect(await tree.root()).to.equal(0n)
  })

  it("has the root of a rebuilt tree after every single insertion up to 31 leaves", async () => {
    await plant(9)
    for (let size = 1; size <= 31; size++) await insert(1)
  })

  it("has the root of a rebuilt tree on both sides of every edge of a level up to 626 leaves", async () => {
    await plant(9)
    for (const size of [4, 5, 6, 24, 25, 26, 124, 125, 126, 624, 625, 626]) await insert(size - leaves.length)
  })

  it("has the root of a rebuilt tree when a batch fills a level exactly, up to 626 leaves", async () => {
    await plant(9)
    for (const size of [5, 25, 125, 625, 626]) await insert(size - leaves.length)
  })

  for (const first of [1, 3, 5, 7, 19]) {
    it(`has the root of a rebuilt tree when batches of every size up to 27 follow ${first} leaves`, async () => {
      for (let batch = 2; batch <= 27; batch += 5) {
        await plant(9)
        await insert(first)
        await insert(batch)
        await insert(1)
      }
    })
  }

  it("keeps in step over random batches, changes and removals", async () => {
    await plant(9)
    await insert(1)
    for (let step = 0; step < 80; step++) {
      if (random.below(3) === 0 && leaves.length < 140) await insert(1 + random.below(12))
      else await update(random.below(leaves.length), random.below(4) === 0 ? 0n : random.element())
    }
    expect(leaves.length).to.be.greaterThan(125)
  })

  it("keeps in step when every leaf of a full tree changes, and it then grows a level", async () => {
    for (const size of [5, 25]) {
      await plant(9)
      await insert(size)
      for (let index = 0; index < size; index++) await update(index, random.element())
      await insert(1)
      await update(0, 0n)
      await insert(4)
    }
  })

  it("gives the places of removed leaves to nobody", async () => {
    await plant(9)
    await insert(7)
    await update(6, 0n)
    await insert(1)
    expect(leaves[6]).to.equal(0n)
    expect(leaves.length).to.equal(8)
  })

  describe("refuses", () => {
    before(async () => {
      await plant(2)
      await insert(23)
    })

    it("more leaves than it can hold, and takes as many as it can", async () => {
      await expect(tree.insert([1n, 2n, 3n]))
        .to.be.revertedWithCustomError(tree, "TreeFull")
        .withArgs(26n, 25n)
      await insert(2)
      await expect(tree.insert([1n]))
        .to.be.revertedWithCustomError(tree, "TreeFull")
        .withArgs(26n, 25n)
    })

    it("a leaf that is 0", async () => {
      await plant(9)
      await insert(6)
      await expect(tree.insert([1n, 0n]))
        .to.be.revertedWithCustomError(tree, "ZeroLeaf")
        .withArgs(7n)
      await matches()
    })

    it("an index that has no leaf", async () => {
      const siblings = siblingsOf(leaves, 5)
      await expect(tree.update(6, 0n, 1n, siblings))
        .to.be.revertedWithCustomError(tree, "LeafOutOfRange")
        .withArgs(6n, 6n)
    })

    it("a path that is too short or too long", async () => {
      const siblings = siblingsOf(leaves, 2)
      for (const wrong of [[], siblings.slice(0, 1), [...siblings, siblings[0]]]) {
        await expect(tree.update(2, leaves[2], 1n, wrong))
          .to.be.revertedWithCustomError(tree, "WrongPathLength")
          .withArgs(wrong.length, 2)
      }
    })

    it("another old leaf", async () => {
      const siblings = siblingsOf(leaves, 2)
      const computed = leanRoot(leaves.with(2, 77n))
      await expect(tree.update(2, 77n, 1n, siblings))
        .to.be.revertedWithCustomError(tree, "WrongPath")
        .withArgs(computed, leanRoot(leaves))
    })

    it("the right siblings at another index", async () => {
      await expect(tree.update(3, leaves[2], 1n, siblingsOf(leaves, 2))).to.be.revertedWithCustomError(
        tree,
        "WrongPath",
      )
    })

    it("any changed sibling", async () => {
      const siblings = siblingsOf(leaves, 2)
      for (let level = 0; level < 2; level++) {
        for (let place = 0; place < 4; place++) {
          const wrong = siblings.with(level, siblings[level]!.with(place, 99n))
          await expect(tree.update(2, leaves[2], 1n, wrong)).to.be.revertedWithCustomError(tree, "WrongPath")
        }
      }
      await matches()
    })

    it("siblings from before the last change", async () => {
      const stale = siblingsOf(leaves, 2)
      await update(3, 5n)
      await expect(tree.update(2, leaves[2], 1n, stale)).to.be.revertedWithCustomError(tree, "WrongPath")
    })
  })

  describe("at the upper levels, with equal leaves", () => {
    const LEAF = 12345n
    const empty = [0n]
    const full = [LEAF]
    for (let level = 1; level <= 9; level++) {
      empty.push(poseidon5(Array<bigint>(5).fill(empty[level - 1]!)))
      full.push(poseidon5(Array<bigint>(5).fill(full[level - 1]!)))
    }

    /** The node over the first `count` of 5^level places. */
    function node(level: number, count: number): bigint {
      if (count === 0) return empty[level]!
      const below = 5 ** (level - 1)
      if (count === below * 5) return full[level]!
      const children = [0, 1, 2, 3, 4].map((place) =>
        node(level - 1, Math.max(0, Math.min(below, count - place * below))),
      )
      return poseidon5(children)
    }

    function rootOf(size: number): bigint {
      let height = 1
      while (5 ** height < size) height++
      return node(height, size)
    }

    async function restore(size: number): Promise<void> {
      const frontier = full.map((complete, level) =>
        [0, 1, 2, 3].map((place) => (place < Math.floor(size / 5 ** level) % 5 ? complete : 0n)),
      )
      await tree.restore(rootOf(size), size, frontier)
    }

    before(() => plant(9))

    it("knows the empty node of every level", async () => {
      for (let level = 0; level < 9; level++) expect(await tree.emptyNode(level)).to.equal(empty[level])
    })

    for (const edge of [5 ** 5, 5 ** 6, 5 ** 7, 5 ** 8]) {
      it(`has the right root around ${edge} leaves`, async () => {
        await restore(edge - 1)
        for (let size = edge; size <= edge + 2; size++) {
          await tree.insert([LEAF])
          expect(await tree.root(), `root of ${size} leaves`).to.equal(rootOf(size))
        }
      })
    }

    it("takes its last leaf, changes it, and takes no more", async () => {
      await restore(5 ** 9 - 1)
      await tree.insert([LEAF])
      expect(await tree.root()).to.equal(full[9])
      await expect(tree.insert([LEAF]))
        .to.be.revertedWithCustomError(tree, "TreeFull")
        .withArgs(5 ** 9 + 1, 5 ** 9)
      const siblings = full.slice(0, 9).map((complete) => Array<bigint>(4).fill(complete))
      await tree.update(5 ** 9 - 1, LEAF, 7n, siblings)
      let expected = 7n
      for (let level = 0; level < 9; level++) expected = poseidon5([...Array<bigint>(4).fill(full[level]!), expected])
      expect(await tree.root()).to.equal(expected)
    })
  })
})
