import { expect } from "chai"
import fc from "fast-check"
import { poseidon5 } from "poseidon-lite"
import { InvalidInputError } from "../../sdk/errors.ts"
import { FixedTree } from "../../sdk/tree/fixed-tree.ts"
import { LeanTree } from "../../sdk/tree/lean-tree.ts"
import { oneHot, R, Sheet, Tree } from "../circuits/model.ts"
import { deployed, simulatedChain } from "../contracts/chain.ts"
import { fixedRoot, leanRoot, siblingsOf } from "../contracts/reference-tree.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, element } from "./edges.ts"
import { holdsFor } from "./property.ts"
import { Trials, type Call } from "./trials.ts"

const ROLL = { levels: 9, lowest: 1 }
const LEDGER = { levels: 8, lowest: 4 }

/** A leaf that is there. */
const leaf = below(R, 1n)

/** What happens to a tree: leaves are appended, or one is changed or emptied. */
type Step = { append: bigint[] } | { at: number; leaf: bigint }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ append: fc.array(leaf, { minLength: 1, maxLength: 8 }) }),
  fc.record({ at: fc.nat(200), leaf: fc.oneof(fc.constant(0n), leaf) }),
)
const history = fc.record({
  start: fc.array(leaf, { minLength: 1, maxLength: 30, size: "max" }),
  steps: fc.array(step, { maxLength: 6 }),
})

/** Sizes on both sides of every edge of a level, and any. */
const size = fc.oneof(
  fc.constantFrom(
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((level) => [5 ** level - 1, 5 ** level, Math.min(5 ** level + 1, 5 ** 9)]),
  ),
  fc.integer({ min: 1, max: 5 ** 9 }),
  fc.integer({ min: 1, max: 200 }),
)

describe("property: trees", function () {
  this.timeout(0)

  it("have one root after whatever was appended, changed and emptied: package, contract, model and zk-kit", async () => {
    const chain = await simulatedChain()
    const trials = await Trials.on(chain)
    const tree = await deployed(chain, "TreeHarness", [9])
    const root: Call = { of: tree, method: "root", args: [] }

    await holdsFor({
      what: "lean tree, histories",
      sides: ["SDK", "LeanQuinaryTree", "model", "zk-kit"],
      input: history,
      sample: 20,
      full: 800,
      batch: 10,
      agree: async (histories) => {
        const told = histories.map(({ start, steps }) => {
          const sdk = new LeanTree(9)
          const leaves: bigint[] = []
          const roots: { sdk: bigint; reference: bigint; model: bigint }[] = []
          const calls: Call[] = []
          for (const change of [{ append: start }, ...steps]) {
            if ("append" in change) {
              calls.push({ of: tree, method: "insert", args: [change.append] })
              sdk.insertMany(change.append)
              leaves.push(...change.append)
            } else {
              const at = change.at % leaves.length
              calls.push({ of: tree, method: "update", args: [at, leaves[at], change.leaf, siblingsOf(leaves, at)] })
              expect(sdk.siblings(at)).to.deep.equal(siblingsOf(leaves, at))
              sdk.update(at, change.leaf)
              leaves[at] = change.leaf
            }
            calls.push(root)
            roots.push({ sdk: sdk.root, reference: leanRoot(leaves), model: Tree.of(9, leaves).root })
          }
          return { calls, roots }
        })
        const answers = await trials.ofEach(told.map(({ calls }) => calls))
        told.forEach(({ calls, roots }, index) => {
          const contract = answers[index]!.filter((_, place) => calls[place] === root).map(
            (answer) => "values" in answer && answer.values[0],
          )
          const expected = roots.map(({ model }) => model)
          same(histories.slice(index, index + 1), [expected], {
            LeanQuinaryTree: [contract],
            SDK: [roots.map(({ sdk }) => sdk)],
            "zk-kit": [roots.map(({ reference }) => reference)],
          })
        })
        return 0
      },
    })
  })

  it("are changed by those alone who know what stands there: any other leaf, place or sibling is refused", async () => {
    const chain = await simulatedChain()
    const trials = await Trials.on(chain)
    const tree = await deployed(chain, "TreeHarness", [9])
    const lie = fc.record({
      leaves: fc.array(leaf, { minLength: 1, maxLength: 60, size: "max" }),
      at: fc.nat(200),
      lie: fc.constantFrom("old leaf", "place", "sibling", "beyond", "length", "zero"),
      level: fc.nat(3),
      sibling: fc.nat(3),
      value: element,
    })

    await holdsFor({
      what: "lean tree, false changes",
      sides: ["SDK", "LeanQuinaryTree", "zk-kit"],
      input: lie,
      sample: 30,
      full: 1500,
      batch: 25,
      agree: async (lies) => {
        let refused = 0
        const cases = lies.map(({ leaves, at, lie: kind, level, sibling, value }) => {
          const place = at % leaves.length
          const siblings = siblingsOf(leaves, place)
          const depth = level % siblings.length
          const changed = {
            "old leaf": { index: place, old: value, siblings },
            place: { index: Number(value % BigInt(leaves.length)), old: leaves[place]!, siblings },
            sibling: {
              index: place,
              old: leaves[place]!,
              siblings: siblings.with(depth, siblings[depth]!.with(sibling, value)),
            },
            beyond: { index: leaves.length + at, old: 0n, siblings },
            length: { index: place, old: leaves[place]!, siblings: siblings.slice(0, depth) },
            zero: { index: place, old: leaves[place]!, siblings },
          }[kind]
          // The lie may be the truth: what counts is the root that it leads to.
          const isTrue =
            changed.index < leaves.length &&
            changed.siblings.length === siblings.length &&
            rootBy(changed.old, changed.index, changed.siblings) === leanRoot(leaves)
          const sdk = LeanTree.of(leaves, 9)
          if (changed.index >= leaves.length)
            expect(
              refuses(InvalidInputError, () => sdk.update(changed.index, 1n)),
              "SDK beyond its leaves",
            ).to.equal(true)
          return { leaves, changed, isTrue }
        })
        const answers = await trials.ofEach(
          cases.map(({ leaves, changed: { index, old, siblings } }) => [
            { of: tree, method: "insert", args: [leaves] },
            { of: tree, method: "update", args: [index, old, 0n, siblings] },
          ]),
        )
        cases.forEach(({ isTrue }, index) => {
          const [, update] = answers[index]!
          if (!isTrue) refused++
          same(lies.slice(index, index + 1), [isTrue], { LeanQuinaryTree: ["values" in update!] })
        })
        return refused
      },
    })
  })

  for (const [name, levels, lowest, full] of [
    ["lean-root-1-9", ROLL.levels, ROLL.lowest, 1200],
    ["lean-root-4-8", LEDGER.levels, LEDGER.lowest, 1000],
  ] as const) {
    it(`give leaves the way to that root which ${name} climbs, and it finds no leaf that is not there`, async () => {
      const circuit = await CircuitSide.fixture(name)
      const most = 5 ** levels
      const input = fc.record({
        size: size.map((leaves) => Math.min(Math.max(leaves, lowest > 1 ? 5 ** (lowest - 1) + 1 : 1), most)),
        place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        leaf,
        filler: leaf,
        stranger: fc.option(element, { freq: 2 }),
        height: fc.option(fc.nat(levels - lowest), { freq: 2 }),
        level: fc.nat(levels - 1),
        child: fc.nat(4),
      })

      await holdsFor({
        what: `${name}, ways to the root`,
        sides: ["SDK", "circuit", "model"],
        input,
        sample: 12,
        full,
        batch: 20,
        agree: async (ways) => {
          let refused = 0
          for (const way of ways) {
            const index = Math.floor(way.place * way.size)
            const tree = new Tree(levels, way.size, new Map([[index, way.leaf]]), way.filler)
            const honest = tree.path(index)
            const path =
              way.stranger === null ? honest : honest.with(way.level, honest[way.level]!.with(way.child, way.stranger))
            // Whatever was put in: which node it leads to by the children themselves, if each is among the next ones.
            const height = lowest + (way.height ?? tree.height - lowest)
            const expected = climbed(way.leaf, path, height)
            const inputs = { leaf: way.leaf, path, height: oneHot(levels - lowest + 1, height - lowest) }
            const answer = (await circuit.answer(inputs))?.[0]
            if (expected === undefined) refused++
            same([way], [expected], { circuit: [answer] })
            if (way.stranger === null && way.height === null) expect(answer).to.equal(tree.root)
            if (way.size > 700 || way.stranger !== null) continue
            const leaves = Array.from({ length: way.size }, (_, place) => (place === index ? way.leaf : way.filler))
            const lean = LeanTree.of(leaves, levels)
            expect(lean.path(index).children.slice(0, lean.height)).to.deep.equal(honest.slice(0, lean.height))
            expect(lean.root).to.equal(tree.root)
          }
          return refused
        },
      })
    })
  }

  for (const [rows, full] of [
    [25, 1200],
    [125, 150],
  ] as const) {
    it(`of a sheet of up to ${rows} rows have one root, with all their levels`, async () => {
      const circuit = await CircuitSide.fixture(`sheet-root-${rows}`)
      await holdsFor({
        what: `sheet tree of ${rows} rows`,
        sides: ["SDK", "circuit", "model", "zk-kit"],
        input: fc.array(fc.oneof(fc.constant(0n), leaf), { minLength: 1, maxLength: rows, size: "max" }),
        sample: rows === 25 ? 12 : 2,
        full,
        batch: 10,
        agree: async (sheets) => {
          for (const leaves of sheets) {
            const all = Array.from({ length: rows }, (_, row) => leaves[row] ?? 0n)
            const tree = FixedTree.of(leaves, 3)
            same([leaves], [new Sheet(leaves).root], {
              circuit: (await circuit.answer({ leaf: all }))!,
              SDK: [tree.root],
              "zk-kit": [fixedRoot(leaves, 3)],
            })
            const last = leaves.length - 1
            expect(tree.path(last)).to.deep.equal(new Sheet(leaves).tree.path(last))
          }
          return 0
        },
      })
    })
  }
})

/** The root that a leaf at a place has among these siblings. */
function rootBy(leafThere: bigint, index: number, siblings: readonly (readonly bigint[])[]): bigint {
  return siblings.reduce((node, others, level) => {
    return poseidon5(others.toSpliced(Math.floor(index / 5 ** level) % 5, 0, node))
  }, leafThere)
}

/** The node at a height above a leaf by these children; undefined where one step is missing, at any level. */
function climbed(from: bigint, path: readonly (readonly bigint[])[], height: number): bigint | undefined {
  const nodes = [from]
  for (const children of path) {
    if (!children.includes(nodes.at(-1)!)) return undefined
    nodes.push(poseidon5([...children]))
  }
  return nodes[height]
}
