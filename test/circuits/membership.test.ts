import { expect } from "chai"
import { poseidon5 } from "poseidon-lite"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { release } from "./circuits.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides, Witness } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied, unprovable } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import {
  ARITY,
  commitment,
  leaf,
  membershipInputs,
  nullifier,
  oneHot,
  packPolicy,
  R,
  ROLL_LEVELS,
  setOf,
  Tree,
} from "./model.ts"
import type { Member, Use } from "./model.ts"

const random = seeded("membership", R)
const LAST_DAY = 2n ** 20n - 1n

const member: Member = { secret: random(), class: 1n, admitted: 19000n }
const use: Use = {
  scope: random() >> 8n,
  slot: 0n,
  message: random(),
  policy: { classes: setOf(1, 2), admittedBy: 19783n, limit: 3n },
}

/** A roll of `size` in which one member has a place. */
const rollWith = (who: Member, size: number, index: number): Tree =>
  new Tree(ROLL_LEVELS, size, new Map([[index, leaf(who)]]))

const publicsOf = (who: Member, roll: Tree, { scope, slot, message, policy }: Use): Overrides => ({
  "main.nullifier": nullifier(scope, slot, who.secret),
  "main.root": roll.root,
  "main.scope": scope,
  "main.message": message,
  "main.policy": packPolicy(policy),
})

/** The constraint that says that the bits of `component` are those of its number. */
const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const POLICY = "main.Member.AssertPolicy"
const PRODUCT = "linear main.Member.LeanRoot.Parent.product"

describe("circuit: membership", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await release("membership")
  })

  const admits = (who: Member, roll: Tree, index: number, how: Use): Promise<Witness> =>
    satisfied(circuit, membershipInputs(who, roll, index, how), {
      ...publicsOf(who, roll, how),
      "main.Member.commitment": commitment(who.secret),
    })

  describe("admits", () => {
    it("rolls of every height, at both sides of every level, first and last member", async () => {
      for (let height = 1; height <= ROLL_LEVELS; height++) {
        for (const size of [ARITY ** (height - 1) + 1, ARITY ** height]) {
          for (const index of [0, size - 1]) await admits(member, rollWith(member, size, index), index, use)
        }
      }
    })

    it("a roll of one", async () => {
      await admits(member, Tree.of(ROLL_LEVELS, [leaf(member)]), 0, use)
    })

    it("a roll of real leaves, removed ones among them", async () => {
      const members = Array.from({ length: 26 }, (_, index) => ({
        ...member,
        secret: random(),
        class: BigInt(index % 16),
      }))
      const leaves = members.map((who, index) => (index % 7 === 3 ? 0n : leaf(who)))
      const roll = Tree.of(ROLL_LEVELS, leaves)
      const policy = { ...use.policy, classes: 2n ** 16n - 1n }
      for (const index of [0, 4, 5, 23, 25]) await admits(members[index]!, roll, index, { ...use, policy })
    })

    it("every class, day and slot at its edges", async () => {
      const policy = { classes: 2n ** 16n - 1n, admittedBy: LAST_DAY, limit: 65535n }
      for (const klass of [0n, 15n]) {
        for (const admitted of [0n, LAST_DAY]) {
          const who = { secret: random(), class: klass, admitted }
          for (const slot of [0n, 65534n]) await admits(who, rollWith(who, 6, 5), 5, { ...use, slot, policy })
        }
      }
      await admits(member, rollWith(member, 6, 5), 5, {
        ...use,
        policy: { classes: setOf(1), admittedBy: 19000n, limit: 1n },
      })
    })

    it("any secret, scope and message", async () => {
      for (const value of [0n, 1n, R - 1n]) {
        const who = { ...member, secret: value }
        await admits(who, rollWith(who, 2, 1), 1, { ...use, scope: value, message: value })
      }
    })
  })

  describe("has one nullifier", () => {
    const roll = rollWith(member, 26, 25)

    it("for each scope and slot, whatever the message and policy", async () => {
      const first = await admits(member, roll, 25, use)
      const policy = { classes: setOf(1), admittedBy: 19001n, limit: 1n }
      const second = await admits(member, roll, 25, { ...use, message: 1n, policy })
      expect(circuit.value(first, "main.nullifier")).to.equal(circuit.value(second, "main.nullifier"))
    })

    it("and another for another scope, slot or member", async () => {
      const other = { ...member, secret: random() }
      const marks = [
        circuit.value(await admits(member, roll, 25, use), "main.nullifier"),
        circuit.value(await admits(member, roll, 25, { ...use, slot: 1n }), "main.nullifier"),
        circuit.value(await admits(member, roll, 25, { ...use, scope: use.scope + 1n }), "main.nullifier"),
        circuit.value(await admits(other, rollWith(other, 26, 25), 25, use), "main.nullifier"),
      ]
      expect(new Set(marks).size).to.equal(marks.length)
    })
  })

  describe("refuses who", () => {
    const roll = rollWith(member, 26, 25)
    const honest = membershipInputs(member, roll, 25, use)
    const publics = publicsOf(member, roll, use)

    it("is not in the roll", async () => {
      const stranger = { ...member, secret: random() }
      const inputs = { ...honest, secret: stranger.secret }
      await defeated(circuit, inputs, { template: "Parent", places: [PRODUCT] })
      // A roll of his own has another root.
      const own = membershipInputs(stranger, rollWith(stranger, 26, 25), 25, use)
      forged(circuit, await circuit.calculate(own), { "main.root": roll.root }, ["linear main.Member.root main.root"])
    })

    it("uses the leaf of another", async () => {
      const stranger = { ...member, secret: random() }
      const witness = await circuit.calculateUnchecked({ ...honest, secret: stranger.secret })
      const repaired = Object.fromEntries([
        ["main.Member.leaf", leaf(member)],
        ...Array.from({ length: ARITY }, (_, i) => [`main.Member.LeanRoot.Parent[0].product[${i}]`, 0n] as const),
      ]) as Overrides
      const products = firstProducts(roll.path(25)[0]!, leaf(member))
      forged(circuit, witness, { ...repaired, ...products }, ["linear main.Member.MemberLeaf.leaf main.Member.leaf"])
      forged(circuit, witness, { "main.Member.MemberLeaf.commitment": commitment(member.secret) }, [
        "linear main.Member.MemberLeaf.commitment main.Member.commitment",
      ])
      forged(circuit, witness, { "main.Member.commitment": commitment(member.secret) }, [
        "linear main.Member.Commitment.commitment main.Member.commitment",
      ])
    })

    it("takes the nullifier of another secret", async () => {
      const witness = await circuit.calculate(honest)
      forged(circuit, witness, { "main.Member.Nullifier.secret": random() }, [
        "linear main.Member.Nullifier.secret main.Member.secret",
      ])
      forged(circuit, witness, { "main.Member.Nullifier.slot": 7n }, [
        "linear main.Member.Nullifier.slot main.Member.slot",
      ])
      forged(circuit, witness, { "main.Member.Nullifier.scope": 7n }, [
        "linear main.Member.Nullifier.scope main.Member.scope",
      ])
      forged(circuit, witness, { "main.nullifier": 7n }, ["linear main.Member.nullifier main.nullifier"])
    })

    it("has a class that the policy does not name, and lies about it", async () => {
      const candidate = { ...member, class: 0n }
      const his = rollWith(candidate, 26, 25)
      const truth = membershipInputs(candidate, his, 25, use)
      await defeated(circuit, truth, {
        template: "AssertInSet",
        places: [`${POLICY}.AssertInSet.chosen ${POLICY}.AssertInSet.set`],
      })
      const lie = { ...truth, class: 1n }
      await defeated(circuit, lie, { template: "Parent", places: [PRODUCT] })
      forged(circuit, await circuit.calculateUnchecked(lie), { "main.Member.MemberLeaf.class": 0n }, [
        "linear main.Member.MemberLeaf.class main.Member.class",
      ])
    })

    it("was admitted too late, and lies about it", async () => {
      const late = { ...member, admitted: 19784n }
      const his = rollWith(late, 26, 25)
      const truth = membershipInputs(late, his, 25, use)
      await defeated(circuit, truth, {
        template: "Num2Bits",
        places: [sumOf(`${POLICY}.AssertOrdered.AssertBits`)],
      })
      const lie = { ...truth, admitted: 19783n }
      await defeated(circuit, lie, { template: "Parent", places: [PRODUCT] })
      forged(circuit, await circuit.calculateUnchecked(lie), { "main.Member.MemberLeaf.admitted": 19784n }, [
        "linear main.Member.MemberLeaf.admitted main.Member.admitted",
      ])
    })

    it("moves days of admission into the class, which leaves the leaf the same", async () => {
      const late = { ...member, admitted: 19784n }
      const his = rollWith(late, 26, 25)
      const moved = { ...late, admitted: 19783n, class: 1n + 256n }
      expect(leaf(moved)).to.equal(leaf(late))
      const chosen = `${POLICY}.AssertInSet.chosen`
      await defeated(circuit, membershipInputs(moved, his, 25, use), {
        template: "AssertInSet",
        // The best choice: the class that he has, which the policy names.
        overrides: { [`${chosen}[1]`]: 1n },
        places: [`linear ${chosen} ${POLICY}.AssertInSet.value`],
      })
    })

    it("trades his class for a fraction of a day, which leaves the leaf the same", async () => {
      const candidate = { ...member, class: 0n }
      const his = rollWith(candidate, 26, 25)
      const traded = { ...candidate, class: 1n, admitted: (candidate.admitted - invert(256n, R) + R) % R }
      expect(leaf(traded)).to.equal(leaf(candidate))
      await defeated(circuit, membershipInputs(traded, his, 25, use), {
        template: "Num2Bits",
        places: [sumOf(`${POLICY}.AssertBits`), sumOf(`${POLICY}.AssertOrdered.AssertBits`)],
      })
    })

    it("has used all his slots", async () => {
      const order = sumOf(`${POLICY}.AssertOrdered#1.AssertBits`)
      const bits = sumOf(`${POLICY}.AssertBits#1`)
      for (const [slot, limit, places] of [
        [3n, 3n, [order]],
        [0n, 0n, [order]],
        [-1n, 0n, [bits]],
        [-1n, 3n, [bits]],
        [-1n, 65535n, [bits]],
        [65535n, 65535n, [order]],
        [65536n, 65535n, [bits, order]],
      ] as const) {
        const inputs = membershipInputs(member, roll, 25, { ...use, slot, policy: { ...use.policy, limit } })
        await defeated(circuit, inputs, { template: "Num2Bits", places: [...places] })
      }
    })

    it("gives another policy than is required", async () => {
      const strict = { classes: setOf(2), admittedBy: 19783n, limit: 1n }
      const witness = await circuit.calculate(honest)
      forged(circuit, witness, { "main.policy": packPolicy(strict) }, [
        // His bits spell the policy that suits him.
        `linear ${POLICY}.Num2Bits.in ${POLICY}.Num2Bits.out`,
      ])
      forged(circuit, witness, { "main.policy": packPolicy(strict), [`${POLICY}.policy`]: packPolicy(use.policy) }, [
        `linear ${POLICY}.policy main.Member.policy`,
      ])
      const excess = { ...honest, policy: packPolicy(use.policy) + 2n ** 52n }
      await defeated(circuit, excess, {
        template: "Num2Bits",
        places: [`linear ${POLICY}.Num2Bits.in ${POLICY}.Num2Bits.out`],
      })
    })

    it("mixes the nodes on his path into any root he likes", async () => {
      const stranger = { ...member, secret: random() }
      const own = rollWith(stranger, 26, 25)
      const witness = await circuit.calculate(membershipInputs(stranger, own, 25, use))
      const target = roll.root
      for (const [i, j] of [
        [0, 1],
        [2, 3],
        [0, 8],
        [7, 8],
      ] as const) {
        const [low, high] = [i, j].map((height) => own.node(height + 1, Math.floor(25 / ARITY ** (height + 1)))) as [
          bigint,
          bigint,
        ]
        const weight = ((target - high) * invert(low - high, R)) % R
        const height = heightOverrides({ [i]: weight, [j]: 1n - weight })
        const forgery = circuit.forge(witness, height)
        expect(circuit.value(forgery, "main.root")).to.equal(target)
        unprovable(circuit, forgery, ["main.Member.AssertOneHot.in"])
      }
    })

    it("picks two heights, none, or a multiple of one", async () => {
      const stranger = { ...member, secret: random() }
      const own = rollWith(stranger, 26, 25)
      const inputs = membershipInputs(stranger, own, 25, use)
      const pick = (entries: Record<number, bigint>): Inputs => ({
        ...inputs,
        memberHeight: Array.from({ length: ROLL_LEVELS }, (_, index) => entries[index] ?? 0n),
      })
      for (const [entries, places] of [
        [{ 0: 1n, 2: 1n }, ["linear main.Member.AssertOneHot.in"]],
        [{}, ["linear main.Member.AssertOneHot.in"]],
        [{ 0: 2n, 1: -1n }, ["main.Member.AssertOneHot.in"]],
        [{ 2: roll.root * invert(own.root, R) }, ["linear main.Member.AssertOneHot.in", "main.Member.AssertOneHot.in"]],
      ] as const) {
        await refused(circuit, pick(entries), "AssertOneHot")
        const witness = await circuit.calculateUnchecked(pick(entries))
        expect([...new Set(circuit.broken(witness))].sort()).to.deep.equal([...places].sort())
        // A sum of two nodes, 0, a weighted sum, and the very root: none of them can be shown.
        forged(circuit, witness, { "main.root": circuit.value(witness, "main.root") }, [...places])
      }
    })

    it("goes deeper than the tree", async () => {
      // An inner node's children are known; below a leaf there are none. Claiming the tree two levels higher needs them.
      const deep = membershipInputs(member, rollWith(member, 626, 625), 625, use)
      const witness = await circuit.calculate(deep)
      forged(circuit, witness, { "main.root": roll.root }, ["linear main.Member.root main.root"])
      forged(circuit, witness, { "main.Member.LeanRoot.Parent[4].parent": roll.root }, [
        "linear main.Member.LeanRoot.Parent.Poseidon.out main.Member.LeanRoot.Parent.parent",
        // The levels above were climbed from the true node.
        PRODUCT,
      ])
    })

    it("claims a place that is empty", async () => {
      const empty = { ...member, secret: random() }
      const inputs = {
        ...membershipInputs(empty, roll, 25, use),
        memberPath: new Tree(ROLL_LEVELS, 26, new Map([[25, 0n]])).path(25),
      }
      const witness = await circuit.calculateUnchecked(inputs)
      unprovable(circuit, witness, [PRODUCT])
      forged(circuit, witness, { "main.Member.leaf": 0n }, ["linear main.Member.MemberLeaf.leaf main.Member.leaf"])
    })

    it("proves the root 0 of a tree with nobody in it", async () => {
      const witness = await circuit.calculate(honest)
      forged(circuit, witness, { "main.root": 0n }, ["linear main.Member.root main.root"])
      forged(circuit, witness, { ...heightOverrides({}), "main.root": 0n }, ["linear main.Member.AssertOneHot.in"])
    })

    it("leaves a gap at any level", async () => {
      for (let level = 0; level < ROLL_LEVELS; level++) {
        const path = rollWith(member, ARITY ** ROLL_LEVELS, 1234567).path(1234567)
        const strangers = [1n, 2n, 3n, 4n, 5n]
        path[level] = strangers
        let node = poseidon5(strangers)
        for (let above = level + 1; above < ROLL_LEVELS; above++) {
          path[above] = [0n, node, 0n, 0n, 0n]
          node = poseidon5(path[above]!)
        }
        await defeated(
          circuit,
          { ...honest, memberPath: path, memberHeight: oneHot(ROLL_LEVELS, 8) },
          { template: "Parent", places: [PRODUCT] },
        )
      }
    })

    it("changes any public signal of a finished proof", async () => {
      const witness = await circuit.calculate(honest)
      const simplified = circuit.simplify(witness)
      expect(circuit.publics(witness)).to.deep.equal(Object.values(publics))
      loadVectors("parameters").signals.membership.forEach((name, index) => {
        for (const value of [simplified[index + 1]! + 1n, 0n, R - 1n, random()]) {
          const changed = simplified.with(index + 1, value)
          expect(circuit.breaksAt(changed, index + 1), `${name} = ${value}`).to.equal(true)
        }
      })
    })
  })
})

/** Selector entries, those that are not given 0. */
function heightOverrides(entries: Record<number, bigint>): Overrides {
  return Object.fromEntries(
    Array.from({ length: ROLL_LEVELS }, (_, index) => [`main.memberHeight[${index}]`, entries[index] ?? 0n]),
  )
}

/** The running products of the first level for a child. */
function firstProducts(children: readonly bigint[], child: bigint): Overrides {
  let product = 1n
  return Object.fromEntries(
    children.map((sibling, index) => {
      product = (product * (sibling - child)) % R
      return [`main.Member.LeanRoot.Parent[0].product[${index}]`, product]
    }),
  )
}
