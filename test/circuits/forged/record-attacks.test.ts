import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { invert } from "../../../scripts/circuits/field.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { release } from "../circuits.ts"
import type { Inputs } from "../harness/calculator.ts"
import type { Circuit, Overrides } from "../harness/circuit.ts"
import { defeated, forged, unprovable } from "../harness/expectations.ts"
import { commitment, Ledger, LEDGER_LEVELS, quotaInputs, R, Sheet, type Counted, type QuotaPolicy } from "../model.ts"
import { dummy, entry, ledgerWith, member, required, roll, use, type Entry } from "../quota-scene.ts"

const random = seeded("record-attacks", R)
const MOST = 2n ** 24n - 1n
const IN_LEDGER = "main.amount main.ledgerRoot main.root"
const PRODUCT = "linear main.LeanRoot.Parent.product"
const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`

/*
 * The attacks of the protocol's list that aim at records and their ledger, on every instance of the quota circuit.
 */
const CIRCUITS = [
  ["quota-4", 4],
  ["quota-1", 1],
  ["quota-13", 13],
] as const

for (const [name, records] of CIRCUITS.slice(0, cases(1, CIRCUITS.length))) {
  describe(`attacks on the records of ${name}`, () => {
    let circuit: Circuit
    before(async () => {
      circuit = await release(name)
    })

    const counted = Array.from({ length: records }, (_, week) =>
      entry(week, 2 * week, { day: required.from + BigInt(week) }),
    )
    const ledger = ledgerWith(counted, 14)
    const policy: QuotaPolicy = { ...required, threshold: 480n * BigInt(records) }
    const inputsOf = (lines: readonly Counted[], how = policy, books = ledger): Inputs =>
      quotaInputs(member, roll, 25, use, books, lines, how)
    const heights = (weights: Record<number, bigint>): Overrides =>
      Object.fromEntries(
        Array.from({ length: LEDGER_LEVELS }, (_, index) => [`main.ledgerHeight[${index}]`, weights[index] ?? 0n]),
      )

    it("path selectors that are no bits: nodes of an invented ledger, mixed into the true root", async () => {
      const invented = Array.from({ length: records }, (_, index) => (index === 0 ? entry(8, 3) : dummy()))
      const books = ledgerWith(invented.slice(0, 1) as Entry[], 14)
      const witness = await circuit.calculateUnchecked({
        ...inputsOf(invented, { ...policy, threshold: 480n }, books),
        ledgerRoot: ledger.tree.root,
      })
      const node = (level: number): bigint => circuit.value(witness, `main.LeanRoot[0].node[${level}]`)
      for (const [i, j] of [
        [0, 1],
        [1, 4],
      ] as const) {
        const weight = ((ledger.tree.root - node(4 + j)) * invert(node(4 + i) - node(4 + j), R)) % R
        const forgery = circuit.forge(witness, heights({ [i]: weight, [j]: 1n - weight }))
        expect(circuit.value(forgery, "main.root[0]")).to.equal(ledger.tree.root)
        unprovable(circuit, forgery, ["main.AssertOneHot.in"])
      }
    })

    it("a depth beyond the ledger, which proves root 0", async () => {
      const witness = await circuit.calculateUnchecked({ ...inputsOf(counted), ledgerRoot: 0n })
      unprovable(circuit, witness, [IN_LEDGER])
      const none = circuit.forge(witness, heights({}))
      expect(circuit.value(none, "main.root[0]")).to.equal(0n)
      unprovable(circuit, none, ["linear main.AssertOneHot.in"])
    })

    it("an empty place of a sheet or of the ledger for a record", async () => {
      const books = new Ledger(new Map([[0, new Sheet([0n, 5n])]]), 14)
      const inputs = inputsOf(counted)
      const paths = inputs["recordPath"] as bigint[][][]
      const empty = { ...inputs, recordPath: paths.with(0, books.path(0, 0)), ledgerRoot: books.tree.root }
      const witness = await circuit.calculateUnchecked(empty)
      expect(circuit.broken(witness)).to.include(PRODUCT)
      expect(circuit.proves(witness)).to.equal(false)
      const zero = circuit.forge(witness, { "main.record[0]": 0n })
      expect(circuit.broken(zero)).to.include("linear main.Record.record main.record")
      expect(circuit.proves(zero)).to.equal(false)
    })

    it("a record of another member", async () => {
      const theirs = ledgerWith(counted, 14, commitment(random()))
      await defeated(circuit, inputsOf(counted, policy, theirs), { template: "Parent", places: [PRODUCT] })
    })

    it("a record of a struck sheet, against the ledger's root since then", async () => {
      const struck = new Ledger(
        new Map([...ledger.sheets].map(([index, sheet]) => [index, index === 0 ? new Sheet([]) : sheet])),
        14,
      )
      // The way of old to a root that is no more.
      const old = { ...inputsOf(counted), ledgerRoot: struck.tree.root }
      await defeated(circuit, old, { template: "Quota", places: [IN_LEDGER] })
      // And the way that there is now, on which it does not stand.
      const paths = (inputsOf(counted)["recordPath"] as bigint[][][]).with(0, struck.path(0, 0))
      const now = await circuit.calculateUnchecked({ ...old, recordPath: paths })
      expect(circuit.broken(now)).to.include(PRODUCT)
      expect(circuit.proves(now)).to.equal(false)
    })

    it("a record that nobody attested, for an amount of 1", async () => {
      const invented = counted.map((line, index): Counted => (index === 0 ? dummy({ amount: 1n }) : line))
      await defeated(circuit, inputsOf(invented, required), { template: "Quota", places: [IN_LEDGER] })
    })

    it("amounts that wrap around, to a sum of any size", async () => {
      for (const amount of [-1n, 2n ** 24n, (R - 1n) / 2n]) {
        const lines = counted.map((line, index) => (index === 0 ? { ...line, amount: ((amount % R) + R) % R } : line))
        const witness = await circuit.calculateUnchecked(
          inputsOf(lines, { ...required, threshold: 2n ** 28n - 1n }, ledgerWith(lines, 14)),
        )
        const broken = circuit.broken(witness)
        expect(broken).to.include(sumOf("main.Record.AssertBits"))
        expect(broken).not.to.include(IN_LEDGER)
        expect(circuit.proves(witness)).to.equal(false)
      }
    })

    if (records > 1) {
      it("the same record twice, in any two places, and in all", async () => {
        for (const [i, j] of [
          [0, 1],
          [0, records - 1],
          [records - 2, records - 1],
        ] as const) {
          await defeated(circuit, inputsOf(counted.with(j, counted[i]!)), {
            template: "AssertDistinct",
            places: ["main.AssertDistinct.in main.AssertDistinct.inverse"],
          })
        }
        const all = await circuit.calculateUnchecked(inputsOf(counted.map(() => counted[0]!)))
        unprovable(circuit, all, ["main.AssertDistinct.in main.AssertDistinct.inverse"])
      })

      it("amounts below 0 that others make up for", async () => {
        const lines = [{ ...counted[0]!, amount: MOST }, { ...counted[1]!, amount: R - 5n }, ...counted.slice(2)]
        const witness = await circuit.calculateUnchecked(inputsOf(lines, required, ledgerWith(lines, 14)))
        unprovable(circuit, witness, [sumOf("main.Record.AssertBits")])
      })
    }

    it("a public ledger root that no record was held against", async () => {
      // Only where nothing counts is the root of no account, and then the quota is none.
      const nothing = counted.map((): Counted => dummy())
      const inputs = { ...inputsOf(nothing, { ...policy, threshold: 1n }), ledgerRoot: random() }
      await defeated(circuit, inputs, { template: "Num2Bits", places: [sumOf("main.AssertOrdered#2.AssertBits")] })
    })

    it("a scope of another poll, contract or chain in a finished proof", async () => {
      const good = await circuit.calculate(inputsOf(counted))
      forged(circuit, good, { "main.scope": random(), "main.Member.scope": use.scope }, [
        "linear main.Member.scope main.scope",
      ])
      forged(circuit, good, { "main.message": random(), "main.Bind.in": use.message }, [
        "linear main.Bind.in main.message",
      ])
    })
  })
}
