import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { invert } from "../../../scripts/circuits/field.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { release } from "../circuits.ts"
import type { Circuit, Overrides, Witness } from "../harness/circuit.ts"
import { defeated, forged, unprovable } from "../harness/expectations.ts"
import { commitment, leaf, nullifier, R, ROLL_LEVELS, Tree } from "../model.ts"
import { HONEST } from "./honest.ts"

const random = seeded("member-attacks", R)
const POLICY = "main.Member.AssertPolicy"
const ONE_HOT = "main.Member.AssertOneHot.in"
const PRODUCT = "linear main.Member.LeanRoot.Parent.product"
const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`

/*
 * The attacks of the protocol's list that aim at what all circuits of members have in common, on each of them: not each has been wired alike.
 */
const CIRCUITS = ["membership", "quota-4", "ballot-4", "quota-1", "ballot-12", "quota-13"] as const

for (const name of CIRCUITS.slice(0, cases(3, CIRCUITS.length))) {
  describe(`attacks on the member of ${name}`, () => {
    const root = name.startsWith("quota") ? "main.memberRoot" : "main.root"
    const honest = HONEST[name]
    let circuit: Circuit
    let good: Witness
    before(async () => {
      circuit = await release(name)
      good = await circuit.calculate(honest)
    })

    const heights = (entries: Record<number, bigint>): Overrides =>
      Object.fromEntries(
        Array.from({ length: ROLL_LEVELS }, (_, index) => [`main.memberHeight[${index}]`, entries[index] ?? 0n]),
      )
    const node = (level: number): bigint => circuit.value(good, `main.Member.LeanRoot.node[${level}]`)

    it("path selectors that are no bits: nodes of an own tree, mixed into any root", () => {
      const target = random()
      for (const [i, j] of [
        [0, 1],
        [1, 2],
        [3, 8],
      ] as const) {
        const weight = ((target - node(j + 1)) * invert(node(i + 1) - node(j + 1), R)) % R
        const forgery = circuit.forge(good, heights({ [i]: weight, [j]: 1n - weight }))
        expect(circuit.value(forgery, root)).to.equal(target)
        unprovable(circuit, forgery, [ONE_HOT])
      }
      // One of them alone, as large as it has to be.
      const factor = target * invert(node(2), R)
      const forgery = circuit.forge(good, heights({ 1: factor }))
      expect(circuit.value(forgery, root)).to.equal(target)
      unprovable(circuit, forgery, [`linear ${ONE_HOT}`, ONE_HOT])
    })

    it("a depth beyond the tree, which proves root 0", () => {
      const none = circuit.forge(good, heights({}))
      expect(circuit.value(none, root)).to.equal(0n)
      unprovable(circuit, none, [`linear ${ONE_HOT}`])
      forged(circuit, good, { [root]: 0n }, [`linear main.Member.root ${root}`])
      // Two heights at once, whose sum is a root that nobody has.
      unprovable(circuit, circuit.forge(good, heights({ 1: 1n, 8: 1n })), [`linear ${ONE_HOT}`])
    })

    it("an empty leaf, and a node in place of a leaf", async () => {
      const memberPath = new Tree(ROLL_LEVELS, 26, new Map([[25, 0n]])).path(25)
      const empty = await circuit.calculateUnchecked({ ...honest, memberPath })
      unprovable(circuit, empty, [PRODUCT])
      forged(circuit, empty, { "main.Member.leaf": 0n, ...products(memberPath[0]!, 0n) }, [
        "linear main.Member.MemberLeaf.leaf main.Member.leaf",
      ])
      // From the second level on, as if the tree were one level lower.
      const inner = new Tree(ROLL_LEVELS, 26, new Map([[25, circuit.value(good, "main.Member.leaf")]])).node(1, 5)
      const higher = Array.from({ length: ROLL_LEVELS }, () => [inner, 0n, 0n, 0n, 0n])
      const raised = await circuit.calculateUnchecked({ ...honest, memberPath: higher })
      unprovable(circuit, raised, [PRODUCT])
    })

    it("a slot of -1 or past the limit, without a check of its range", async () => {
      await defeated(
        circuit,
        { ...honest, slot: -1n },
        { template: "Num2Bits", places: [sumOf(`${POLICY}.AssertBits#1`)] },
      )
      await defeated(
        circuit,
        { ...honest, slot: 3n },
        { template: "Num2Bits", places: [sumOf(`${POLICY}.AssertOrdered#1.AssertBits`)] },
      )
      await defeated(
        circuit,
        { ...honest, slot: 2n ** 16n },
        {
          template: "Num2Bits",
          places: [sumOf(`${POLICY}.AssertBits#1`), sumOf(`${POLICY}.AssertOrdered#1.AssertBits`)],
        },
      )
    })

    it("a day of admission that wraps around", async () => {
      const { secret, class: klass } = honest as { secret: bigint; class: bigint }
      for (const admitted of [-1n, -19000n, 2n ** 20n]) {
        const who = { secret, class: klass, admitted: ((admitted % R) + R) % R }
        const memberPath = new Tree(ROLL_LEVELS, 26, new Map([[25, leaf(who)]])).path(25)
        const witness = await circuit.calculateUnchecked({ ...honest, admitted, memberPath })
        const broken = new Set(circuit.broken(witness))
        expect(broken).to.include(sumOf(`${POLICY}.AssertBits`))
        expect(broken).not.to.include(PRODUCT)
        expect(circuit.proves(witness)).to.equal(false)
      }
    })

    it("another's place, or another's nullifier", async () => {
      const stranger = random()
      const outside = await circuit.calculateUnchecked({ ...honest, secret: stranger })
      expect(circuit.broken(outside)).to.include(PRODUCT)
      expect(circuit.proves(outside)).to.equal(false)
      const slot = circuit.value(good, "main.slot")
      forged(circuit, good, { "main.nullifier": nullifier(circuit.value(good, "main.scope"), slot, stranger) }, [
        "linear main.Member.nullifier main.nullifier",
      ])
      const known = circuit.forge(good, { "main.Member.commitment": commitment(stranger) })
      expect(circuit.broken(known)).to.include("linear main.Member.Commitment.commitment main.Member.commitment")
      expect(circuit.proves(known)).to.equal(false)
    })

    it("a scope of another poll, contract or chain in a finished proof", () => {
      forged(circuit, good, { "main.scope": random(), "main.Member.scope": circuit.value(good, "main.scope") }, [
        "linear main.Member.scope main.scope",
      ])
    })
  })
}

/** The running products of the first level for a child. */
function products(children: readonly bigint[], child: bigint): Overrides {
  let product = 1n
  return Object.fromEntries(
    children.map((sibling, index) => {
      product = (product * (sibling - child)) % R
      return [`main.Member.LeanRoot.Parent[0].product[${index}]`, product]
    }),
  )
}
