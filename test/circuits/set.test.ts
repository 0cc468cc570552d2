import { fixture } from "./circuits.ts"
import type { Circuit, Overrides } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { R } from "./model.ts"

const BOOLEAN = "main.chosen"
const ONE = "linear main.chosen"
const IN_SET = "main.chosen main.set"
const VALUE = "linear main.chosen main.value"

for (const size of [16, 32]) {
  describe(`circuit: AssertInSet(${size})`, () => {
    const set = (...members: number[]): bigint[] =>
      Array.from({ length: size }, (_, index) => (members.includes(index) ? 1n : 0n))
    const all = set(...Array.from({ length: size }, (_, index) => index))
    const choose = (entries: Record<number, bigint>): Overrides =>
      Object.fromEntries(Array.from({ length: size }, (_, index) => [`main.chosen[${index}]`, entries[index] ?? 0n]))

    let circuit: Circuit
    before(async () => {
      circuit = await fixture(`set-${size}`)
    })

    it("admits every member of a set, alone and among all", async () => {
      for (let value = 0; value < size; value++) {
        await satisfied(circuit, { value: BigInt(value), set: set(value) })
        await satisfied(circuit, { value: BigInt(value), set: all })
      }
    })

    it("refuses a value that is not in the set", async () => {
      for (const value of [0, 1, size - 1]) {
        const others = all.map((_, index) => (index === value ? 0n : 1n))
        await defeated(circuit, { value: BigInt(value), set: others }, { template: "AssertInSet", places: [IN_SET] })
      }
    })

    it("refuses a value that no set can hold", async () => {
      for (const value of [BigInt(size), BigInt(size) + 1n, 255n, 256n, -1n, R / 2n]) {
        await defeated(circuit, { value, set: all }, { template: "AssertInSet", places: [ONE, VALUE] })
      }
    })

    it("has nothing for an empty set, not even 0", async () => {
      const inputs = { value: 0n, set: set() }
      await refused(circuit, inputs, "AssertInSet")
      forged(circuit, await circuit.calculateUnchecked(inputs), choose({}), [ONE])
      forged(circuit, await circuit.calculateUnchecked(inputs), choose({ 0: 1n }), [IN_SET])
    })

    it("does not let fractions of members add up to another value", async () => {
      // a * x + b * (1 - x) = value
      for (const [value, a, b] of [
        [3n, 1, 2],
        [0n, 1, 2],
        [BigInt(size), 0, 1],
        [-1n, 0, size - 1],
      ] as const) {
        const inputs = { value, set: set(a, b) }
        const share = ((value - BigInt(b)) * invert(BigInt(a - b), R)) % R
        const witness = await circuit.calculateUnchecked(inputs)
        forged(circuit, witness, choose({ [a]: share, [b]: 1n - share }), [BOOLEAN])
      }
    })

    it("does not let two members add up to another value", async () => {
      const witness = await circuit.calculateUnchecked({ value: 3n, set: set(1, 2) })
      forged(circuit, witness, choose({ 1: 1n, 2: 1n }), [ONE])
    })

    it("does not let one member stand for another value", async () => {
      const witness = await circuit.calculateUnchecked({ value: 3n, set: set(1) })
      forged(circuit, witness, choose({ 1: 1n }), [VALUE])
    })
  })
}
