import { expect } from "chai"
import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { R } from "./model.ts"
import { loadVectors } from "../vectors/load.ts"

const SUM = "linear main.Num2Bits.in main.Num2Bits.out"
const BOOLEAN = "main.Num2Bits.out"

describe("circuit: AssertBits", () => {
  let narrow: Circuit, wide: Circuit
  before(async () => {
    narrow = await fixture("bits-20")
    wide = await fixture("bits-252")
  })

  it("admits every number of that many bits", async () => {
    for (const value of [0n, 1n, 2n ** 19n, 2n ** 20n - 2n, 2n ** 20n - 1n]) await satisfied(narrow, { in: value })
    for (const value of [0n, 1n, 2n ** 251n, 2n ** 252n - 1n]) await satisfied(wide, { in: value })
  })

  it("refuses everything else", async () => {
    for (const value of [2n ** 20n, 2n ** 20n + 1n, 2n ** 252n, R / 2n, R - 2n ** 20n, -1n]) {
      await defeated(narrow, { in: value }, { template: "Num2Bits", places: [SUM] })
    }
    for (const value of [2n ** 252n, R / 2n, -1n]) {
      await defeated(wide, { in: value }, { template: "Num2Bits", places: [SUM] })
    }
  })

  it("does not let one false bit make up for the rest", async () => {
    for (const value of [2n ** 20n, -1n, R / 2n]) {
      const witness = narrow.forge(await narrow.calculateUnchecked({ in: 0n }), { "main.in": value })
      forged(narrow, witness, { "main.Num2Bits.out[0]": value }, [BOOLEAN])
      // 2^19 * bit = value, a fraction of the field.
      const inverse = (R + 1n) / 2n
      let fraction = value
      for (let i = 0; i < 19; i++) fraction = (fraction * inverse) % R
      forged(narrow, witness, { "main.Num2Bits.out[0]": 0n, "main.Num2Bits.out[19]": fraction }, [BOOLEAN])
    }
  })

  it("leaves no second set of bits", async () => {
    const witness = await satisfied(narrow, { in: 5n })
    forged(narrow, witness, { "main.Num2Bits.out[0]": 3n, "main.Num2Bits.out[1]": 1n, "main.Num2Bits.out[2]": 0n }, [
      BOOLEAN,
    ])
    forged(narrow, witness, { "main.Num2Bits.out[0]": 0n, "main.Num2Bits.out[1]": 0n, "main.Num2Bits.out[19]": 0n }, [
      SUM,
    ])
  })
})

describe("circuit: AssertOrdered", () => {
  const PLACE = "linear main.AssertBits.Num2Bits.in main.AssertBits.Num2Bits.out"
  const FALSE_BIT = "main.AssertBits.Num2Bits.out"
  let narrow: Circuit, wide: Circuit
  before(async () => {
    narrow = await fixture("ordered-20")
    wide = await fixture("ordered-251")
  })

  it("admits what is ordered, equal ends too", async () => {
    const top = 2n ** 20n - 1n
    for (const [low, high] of [
      [0n, 0n],
      [0n, 1n],
      [0n, top],
      [top - 1n, top],
      [top, top],
    ] as const) {
      await satisfied(narrow, { low, high })
    }
    const wideTop = 2n ** 251n - 1n
    for (const [low, high] of [
      [0n, 0n],
      [0n, wideTop],
      [wideTop, wideTop],
    ] as const)
      await satisfied(wide, { low, high })
  })

  it("refuses the wrong order, by one and by all", async () => {
    const top = 2n ** 20n - 1n
    for (const [low, high] of [
      [1n, 0n],
      [top, 0n],
      [top, top - 1n],
    ] as const) {
      await defeated(narrow, { low, high }, { template: "Num2Bits", places: [PLACE] })
    }
    const wideTop = 2n ** 251n - 1n
    for (const [low, high] of [
      [1n, 0n],
      [wideTop, 0n],
      [wideTop, wideTop - 1n],
    ] as const) {
      await defeated(wide, { low, high }, { template: "Num2Bits", places: [PLACE] })
    }
  })

  it("does not let a false bit of the difference make up for it", async () => {
    const witness = await narrow.calculateUnchecked({ low: 1n, high: 0n })
    const zeros = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`main.AssertBits.Num2Bits.out[${i}]`, 0n]))
    forged(narrow, witness, { ...zeros, "main.AssertBits.Num2Bits.out[0]": -1n }, [FALSE_BIT])
  })

  it("compares what it is given to compare", async () => {
    const witness = await satisfied(narrow, { low: 3n, high: 3n })
    forged(narrow, witness, { "main.low": 4n, "main.AssertBits.in": 0n }, [
      "linear main.AssertBits.in main.high main.low",
    ])
    forged(narrow, witness, { "main.low": 4n, "main.AssertBits.Num2Bits.in": 0n }, [
      "linear main.AssertBits.Num2Bits.in main.AssertBits.in",
    ])
  })

  it("leaves the ranges to its caller: -1 counts as smaller than 0", async () => {
    await satisfied(narrow, { low: -1n, high: 0n })
  })
})

describe("circuit: Field", () => {
  it("spells the bits of its part and no others", async () => {
    const circuit = await fixture("field")
    const { from, bits } = loadVectors("parameters").layouts.policy.find(({ name }) => name === "admittedBy")!
    expect([from, bits]).to.deep.equal([16n, 20n])
    for (const { policy, admittedBy } of loadVectors("policy")) {
      const inputs = { bits: Array.from({ length: 52 }, (_, i) => (policy >> BigInt(i)) & 1n) }
      const witness = await satisfied(circuit, inputs, { "main.value": admittedBy })
      forged(circuit, witness, { "main.value": admittedBy + 1n }, ["linear main.bits main.value"])
    }
  })
})
