import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { fixture } from "./circuits.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied, unprovable } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { R, record } from "./model.ts"
import { KINDS } from "./sheet-model.ts"

const random = seeded("sheet-row", R)
const MOST = 2n ** 24n - 1n

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const LEAST_BITS = sumOf("main.AssertBits")
const CAP_BITS = sumOf("main.AssertBits#1")
const ONE_KIND = "linear main.rows main.used"
const ITS_KIND = "linear main.kind main.rows"

/** These rows of the kinds, and none of the others. */
const rows = (entries: Record<number, bigint>): Overrides =>
  Object.fromEntries(Array.from({ length: KINDS }, (_, kind) => [`main.rows[${kind}]`, entries[kind] ?? 0n]))

/** The bits of a number as the comparison of this component has them. */
const bitsOf = (component: string, value: bigint): Overrides =>
  Object.fromEntries(
    Array.from({ length: 24 }, (_, i) => [`main.${component}.Num2Bits.out[${i}]`, (value >> BigInt(i)) & 1n]),
  )

describe("circuit: SheetRow", () => {
  const line = { used: 1n, commitment: random(), amount: 480n, kind: 4n, salt: random(), day: 19783n, cap: 840n }
  const empty = { ...line, used: 0n, amount: 0n, kind: 0n }
  const inputs = (changes: Partial<typeof line> = {}): Inputs => ({ ...line, ...changes })

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("sheet-row")
  })

  describe("admits", () => {
    it("every kind, and counts the row and its minutes for that kind alone", async () => {
      for (let kind = 0; kind < KINDS; kind++) {
        const own = { ...line, kind: BigInt(kind) }
        const expected: Record<string, bigint> = { "main.leaf": record(line.commitment, own) }
        for (let k = 0; k < KINDS; k++) {
          expected[`main.rows[${k}]`] = k === kind ? 1n : 0n
          expected[`main.minutes[${k}]`] = k === kind ? line.amount : 0n
        }
        await satisfied(circuit, own, expected)
      }
    })

    it("amounts from 1 to the cap, for the smallest and the largest cap", async () => {
      for (const [amount, cap] of [
        [1n, 1n],
        [1n, 840n],
        [839n, 840n],
        [840n, 840n],
        [1n, MOST],
        [MOST - 1n, MOST],
        [MOST, MOST],
      ] as const) {
        await satisfied(circuit, inputs({ amount, cap }), { "main.leaf": record(line.commitment, { ...line, amount }) })
      }
    })

    it("the first and the last day", async () => {
      for (const day of [0n, 2n ** 20n - 1n]) {
        await satisfied(circuit, inputs({ day }), { "main.leaf": record(line.commitment, { ...line, day }) })
      }
    })

    it("an empty row, whose leaf is 0 whatever commitment and salt it names", async () => {
      for (const cap of [0n, 1n, 840n, MOST]) {
        for (const commitment of [0n, random()]) {
          const witness = await satisfied(circuit, { ...empty, cap, commitment, salt: random() }, { "main.leaf": 0n })
          for (let k = 0; k < KINDS; k++) {
            expect(circuit.value(witness, `main.rows[${k}]`)).to.equal(0n)
            expect(circuit.value(witness, `main.minutes[${k}]`)).to.equal(0n)
          }
        }
      }
    })
  })

  describe("refuses", () => {
    it("an amount of 0", async () => {
      await defeated(circuit, inputs({ amount: 0n }), { template: "Num2Bits", places: [LEAST_BITS] })
      const witness = await circuit.calculateUnchecked(inputs({ amount: 0n }))
      const falseBit = { ...bitsOf("AssertBits", 0n), "main.AssertBits.Num2Bits.out[0]": -1n }
      forged(circuit, witness, falseBit, ["main.AssertBits.Num2Bits.out"])
      forged(circuit, witness, { ...bitsOf("AssertBits", 0n), "main.AssertBits.in": 0n }, [
        "linear main.AssertBits.in main.amount main.used",
      ])
    })

    it("an amount over the cap, by one and by all", async () => {
      for (const [amount, cap] of [
        [841n, 840n],
        [MOST, 840n],
        [2n ** 24n, MOST],
        [1n, 0n],
      ] as const) {
        await defeated(circuit, inputs({ amount, cap }), { template: "Num2Bits", places: [CAP_BITS] })
      }
    })

    it("an amount that wraps around", async () => {
      for (const [amount, places] of [
        [-1n, [LEAST_BITS]],
        [-480n, [LEAST_BITS]],
        [2n ** 24n + 1n, [LEAST_BITS, CAP_BITS]],
        [R - 2n ** 24n, [LEAST_BITS, CAP_BITS]],
        [R / 2n, [LEAST_BITS, CAP_BITS]],
      ] as const) {
        await defeated(circuit, inputs({ amount }), { template: "Num2Bits", places: [...places] })
      }
    })

    it("another cap than the one given", async () => {
      const witness = await circuit.calculateUnchecked(inputs({ amount: 841n }))
      const none = bitsOf("AssertBits#1", 0n)
      forged(circuit, witness, { ...none, "main.most": 841n }, ["main.cap main.most main.used"])
      forged(circuit, witness, { ...none, "main.AssertBits#1.in": 0n }, [
        "linear main.AssertBits#1.in main.amount main.most",
      ])
      forged(circuit, witness, { ...none, "main.AssertBits#1.Num2Bits.out[0]": -1n }, [
        "main.AssertBits#1.Num2Bits.out",
      ])
    })

    it("an empty row with minutes, or with less than none", async () => {
      for (const [amount, place] of [
        [1n, CAP_BITS],
        [480n, CAP_BITS],
        [-1n, LEAST_BITS],
        [-480n, LEAST_BITS],
      ] as const) {
        await defeated(circuit, { ...empty, amount }, { template: "Num2Bits", places: [place] })
      }
    })

    it("an empty row of a kind", async () => {
      for (const kind of [1n, 31n, 32n, -1n]) {
        await defeated(circuit, { ...empty, kind }, { template: "SheetRow", places: [ITS_KIND] })
        const witness = await circuit.calculateUnchecked({ ...empty, kind })
        if (kind === 1n) forged(circuit, witness, rows({ 1: 1n }), [ONE_KIND])
      }
    })

    it("an empty row with a record, and a record that is not in the tree", async () => {
      const unused = await satisfied(circuit, empty)
      forged(circuit, unused, { "main.leaf": circuit.value(unused, "main.record") }, [
        "main.leaf main.record main.used",
      ])
      const used = await satisfied(circuit, line)
      forged(circuit, used, { "main.leaf": 0n }, ["main.leaf main.record main.used"])
    })

    it("a leaf that is a multiple of a record, a row that is used in part", async () => {
      // Two kinds at once, whose places add up to the kind in the record, and a leaf of twice the record.
      await refused(circuit, inputs({ used: 2n }), "SheetRow")
      const twice = circuit.forge(await circuit.calculateUnchecked(inputs({ used: 2n })), rows({ 1: 1n, 3: 1n }))
      expect(circuit.value(twice, "main.leaf")).to.equal((2n * record(line.commitment, line)) % R)
      unprovable(circuit, twice, ["main.used"])
      // Half a row of half a minute keeps all the other rules.
      const half = (R + 1n) / 2n
      const part = await circuit.calculateUnchecked({ ...empty, used: half, amount: half, cap: 1n })
      forged(circuit, part, rows({ 0: half }), ["main.rows", "main.used"])
    })

    it("a row in two kinds", async () => {
      for (const [a, b] of [
        [1, 3],
        [0, 4],
      ] as const) {
        forged(circuit, await circuit.calculate(line), rows({ [a]: 1n, [b]: 1n }), [ONE_KIND])
      }
    })

    it("a row of no kind that counts", async () => {
      // With kind 0 in the record, no kind adds up to it too.
      forged(circuit, await circuit.calculate(inputs({ kind: 0n })), rows({}), [ONE_KIND])
    })

    it("an empty row that takes from one kind what it gives to another", async () => {
      const witness = await circuit.calculate(empty)
      forged(circuit, witness, { ...rows({ 0: -2n, 1: 1n, 2: 1n }), "main.kind": 3n }, ["main.rows"])
    })

    it("fractions of kinds that add up to another", async () => {
      for (const [kind, a, b] of [
        [4n, 1, 2],
        [32n, 0, 31],
        [-1n, 0, 1],
      ] as const) {
        const share = ((kind - BigInt(b)) * invert(BigInt(a - b), R)) % R
        const witness = await circuit.calculateUnchecked(inputs({ kind }))
        forged(circuit, witness, rows({ [a]: share, [b]: 1n - share }), ["main.rows"])
      }
    })

    it("a kind out of range", async () => {
      for (const kind of [32n, 33n, 2n ** 20n, -1n]) {
        await defeated(circuit, inputs({ kind }), { template: "SheetRow", places: [ONE_KIND, ITS_KIND] })
      }
      const witness = await circuit.calculateUnchecked(inputs({ kind: 32n }))
      forged(circuit, witness, rows({ 1: 1n, 31: 1n }), [ONE_KIND])
      forged(circuit, witness, rows({ 0: 1n }), [ITS_KIND])
    })

    it("a kind that counts and another in the record", async () => {
      const witness = await circuit.calculate(line)
      forged(circuit, witness, rows({ 5: 1n }), [ITS_KIND])
      forged(circuit, witness, { "main.Record.kind": 5n }, ["linear main.Record.kind main.kind"])
    })

    it("minutes that count and others in the record", async () => {
      const witness = await circuit.calculate(line)
      for (const kind of [4, 5]) {
        forged(circuit, witness, { [`main.minutes[${kind}]`]: 481n }, ["main.amount main.minutes main.rows"])
      }
      forged(circuit, witness, { "main.Record.amount": 481n }, ["linear main.Record.amount main.amount"])
    })

    it("a record of something else", async () => {
      const witness = await circuit.calculate(line)
      for (const part of ["commitment", "day", "salt"]) {
        const other = circuit.value(witness, `main.${part}`) + 1n
        forged(circuit, witness, { [`main.Record.${part}`]: other }, [`linear main.Record.${part} main.${part}`])
      }
      forged(circuit, witness, { "main.record": 5n }, ["linear main.Record.record main.record"])
    })
  })

  it("leaves the day to its caller: one that reaches into the kind is not seen here", async () => {
    const traded = inputs({ kind: 3n, day: line.day + 2n ** 20n })
    await satisfied(circuit, traded, { "main.leaf": record(line.commitment, line) })
  })
})
