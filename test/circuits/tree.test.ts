import { expect } from "chai"
import { poseidon5 } from "poseidon-lite"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied, unprovable } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { ARITY, LEDGER_LEVELS, oneHot, R, RECORD_LEVELS, ROLL_LEVELS, Tree } from "./model.ts"

describe("circuit: Parent", () => {
  const CHILD_FACTOR = "main.child main.children main.product"
  const LAST_FACTOR = "linear main.product"
  const random = seeded("parent", R)
  const children = Array.from({ length: ARITY }, random)
  const parent = poseidon5(children)

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("parent")
  })

  it("admits each of the five children", async () => {
    for (const child of children) await satisfied(circuit, { child, children }, { "main.parent": parent })
  })

  it("admits a child that stands there more than once", async () => {
    const child = children[0]!
    await satisfied(circuit, { child, children: [child, 1n, child, 0n, child] })
  })

  it("refuses whoever is not among the children, and no product can hide it", async () => {
    for (const child of [0n, 1n, children[0]! + 1n, -children[1]!, random()]) {
      const inputs = { child, children }
      await defeated(circuit, inputs, { template: "Parent", places: [LAST_FACTOR] })
      // Any one of the five products may be the one that is false.
      const witness = await circuit.calculateUnchecked(inputs)
      for (let i = 1; i < ARITY; i++) forged(circuit, witness, { [`main.product[${i}]`]: 0n }, [CHILD_FACTOR])
      forged(circuit, witness, { "main.product[0]": 0n }, ["linear main.child main.children main.product"])
    }
  })

  it("is the hash of the children that were compared", async () => {
    const witness = await satisfied(circuit, { child: children[2]!, children })
    forged(circuit, witness, { "main.parent": parent + 1n }, ["linear main.Poseidon.out main.parent"])
    for (let i = 0; i < ARITY; i++) {
      forged(circuit, witness, { [`main.Poseidon.inputs[${i}]`]: 1n, "main.parent": parent }, [
        "linear main.Poseidon.inputs main.children",
        "linear main.Poseidon.out main.parent",
      ])
    }
  })
})

describe("circuit: AssertOneHot", () => {
  const BOOLEAN = "main.in"
  const ONE = "linear main.in"
  const of = (entries: Record<number, bigint>): bigint[] =>
    Array.from({ length: 9 }, (_, index) => entries[index] ?? 0n)

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("one-hot")
  })

  it("admits exactly one 1", async () => {
    for (let index = 0; index < 9; index++) await satisfied(circuit, { in: oneHot(9, index) })
  })

  it("refuses none and several", async () => {
    for (const entries of [{}, { 0: 1n, 1: 1n }, { 0: 1n, 8: 1n }, { 1: 1n, 4: 1n, 7: 1n }]) {
      await defeated(circuit, { in: of(entries) }, { template: "AssertOneHot", places: [ONE] })
    }
  })

  it("refuses weights that add up to one", async () => {
    const half = invert(2n, R)
    for (const entries of [
      { 0: 2n, 1: -1n },
      { 7: half, 8: half },
      { 0: R / 2n, 3: 1n - R / 2n },
      { 0: 3n, 1: -1n, 8: -1n },
    ]) {
      await defeated(circuit, { in: of(entries) }, { template: "AssertOneHot", places: [BOOLEAN] })
    }
  })

  it("refuses one entry that is not 1", async () => {
    for (const value of [2n, -1n, half()]) {
      await defeated(circuit, { in: of({ 5: value }) }, { template: "AssertOneHot", places: [BOOLEAN, ONE] })
    }
  })

  function half(): bigint {
    return invert(2n, R)
  }
})

describe("circuit: LeanRoot over a roll", () => {
  const { leaves, trees, removals } = loadVectors("tree")
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("lean-root-1-9")
  })

  it("agrees with the golden trees", async () => {
    for (const { height, root, paths } of trees) {
      for (const { index, children } of paths) {
        const inputs = { leaf: leaves[Number(index)]!, path: children, height: oneHot(ROLL_LEVELS, Number(height) - 1) }
        await satisfied(circuit, inputs, { "main.root": root })
      }
    }
  })

  it("agrees with the golden trees after removals", async () => {
    for (const { removed, height, root, paths } of removals) {
      for (const { index, children } of paths) {
        if (removed.includes(index)) continue
        const inputs = { leaf: leaves[Number(index)]!, path: children, height: oneHot(ROLL_LEVELS, Number(height) - 1) }
        await satisfied(circuit, inputs, { "main.root": root })
      }
    }
  })

  it("does not find a removed leaf any more", async () => {
    const { removed, height, paths } = removals.at(-1)!
    const { children } = paths.find(({ index }) => removed.includes(index))!
    const leaf = leaves[Number(removed[0])]!
    const inputs = { leaf, path: children, height: oneHot(ROLL_LEVELS, Number(height) - 1) }
    await defeated(circuit, inputs, { template: "Parent", places: ["linear main.Parent.product"] })
  })

  it("climbs to every height from 1 to 9, to both sides of every level", async () => {
    const leaf = 4711n
    for (let height = 1; height <= ROLL_LEVELS; height++) {
      for (const size of [ARITY ** (height - 1) + 1, ARITY ** height]) {
        for (const index of [0, size - 1]) {
          const tree = new Tree(ROLL_LEVELS, size, new Map([[index, leaf]]))
          expect(tree.height).to.equal(height)
          const inputs = { leaf, path: tree.path(index), height: oneHot(ROLL_LEVELS, height - 1) }
          await satisfied(circuit, inputs, { "main.root": tree.root })
        }
      }
    }
  })

  it("gives the node of the height that is picked, and nothing else", async () => {
    const tree = new Tree(ROLL_LEVELS, 26, new Map([[25, 4711n]]))
    for (let height = 1; height <= ROLL_LEVELS; height++) {
      const inputs = { leaf: 4711n, path: tree.path(25), height: oneHot(ROLL_LEVELS, height - 1) }
      const witness = await satisfied(circuit, inputs, {
        "main.root": tree.node(height, Math.floor(25 / ARITY ** height)),
      })
      if (height !== tree.height) forged(circuit, witness, { "main.root": tree.root }, ["linear main.picked main.root"])
    }
  })

  it("does not care for children above the height, as long as they hold together", async () => {
    const random = seeded("above", R)
    const tree = new Tree(ROLL_LEVELS, 5, new Map([[3, 4711n]]))
    const path = tree.path(3)
    for (let level = 1, node = tree.root; level < ROLL_LEVELS; level++) {
      path[level] = Array.from({ length: ARITY }, random)
      path[level]![level % ARITY] = node
      node = poseidon5(path[level]!)
    }
    await satisfied(circuit, { leaf: 4711n, path, height: oneHot(ROLL_LEVELS, 0) }, { "main.root": tree.root })
  })

  it("refuses a gap at any level", async () => {
    const tree = new Tree(ROLL_LEVELS, ARITY ** ROLL_LEVELS, new Map([[1234567, 4711n]]))
    for (let level = 0; level < ROLL_LEVELS; level++) {
      const path = tree.path(1234567)
      const strangers = [1n, 2n, 3n, 4n, 5n]
      path[level] = strangers
      const inputs = { leaf: 4711n, path, height: oneHot(ROLL_LEVELS, ROLL_LEVELS - 1) }
      await refused(circuit, inputs, "Parent")
      // The level above must take the parent of the false children, so that the gap stays the only one.
      let node = poseidon5(strangers)
      for (let above = level + 1; above < ROLL_LEVELS; above++) {
        path[above] = [node, 0n, 0n, 0n, 0n]
        node = poseidon5(path[above]!)
      }
      unprovable(circuit, await circuit.calculateUnchecked({ ...inputs, path }), ["linear main.Parent.product"])
    }
  })

  it("does not let anyone step from his own branch to another", async () => {
    const own = new Tree(ROLL_LEVELS, 626, new Map([[625, 4711n]]))
    const other = new Tree(ROLL_LEVELS, 626, new Map([[625, 4712n]]))
    for (let level = 0; level < other.height; level++) {
      const path = [...own.path(625).slice(0, level), ...other.path(625).slice(level)]
      const inputs = { leaf: 4711n, path, height: oneHot(ROLL_LEVELS, other.height - 1) }
      const witness = await circuit.calculateUnchecked(inputs)
      const node = other.node(level, Math.floor(625 / ARITY ** level))
      const forgery = circuit.forge(witness, { [`main.node[${level}]`]: node })
      expect(circuit.value(forgery, "main.root")).to.equal(other.root)
      unprovable(circuit, forgery, [level === 0 ? "linear main.leaf main.node" : "linear main.Parent.parent main.node"])
    }
  })

  it("leaves the selector to its caller: weights would give any root", async () => {
    const tree = new Tree(ROLL_LEVELS, 26, new Map([[25, 4711n]]))
    const target = 123456789n
    const [low, high] = [tree.node(1, 5), tree.node(2, 1)]
    const weight = ((target - high) * invert(low - high, R)) % R
    const height = [weight, 1n - weight, ...Array<bigint>(7).fill(0n)]
    await satisfied(circuit, { leaf: 4711n, path: tree.path(25), height }, { "main.root": target })
  })
})

describe("circuit: LeanRoot over sheets and ledger", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("lean-root-4-8")
  })

  it("agrees with the golden ledger", async () => {
    const { sheets, height, root, paths } = loadVectors("ledger")
    for (const { sheet, row, children } of paths) {
      const leaf = sheets[Number(sheet)]!.records[Number(row)]!
      const inputs = { leaf, path: children, height: oneHot(LEDGER_LEVELS, Number(height) - 1) }
      await satisfied(circuit, inputs, { "main.root": root })
    }
  })

  it("climbs from 4 to 8 levels", async () => {
    const tree = new Tree(RECORD_LEVELS, ARITY ** RECORD_LEVELS, new Map([[77777, 4711n]]))
    for (let levels = 4; levels <= RECORD_LEVELS; levels++) {
      const inputs = { leaf: 4711n, path: tree.path(77777), height: oneHot(LEDGER_LEVELS, levels - 4) }
      await satisfied(circuit, inputs, { "main.root": tree.node(levels, Math.floor(77777 / ARITY ** levels)) })
    }
  })
})
