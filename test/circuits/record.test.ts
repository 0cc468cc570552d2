import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { R } from "./model.ts"
import { loadVectors } from "../vectors/load.ts"

describe("circuit: Record", () => {
  const AMOUNT = "linear main.AssertBits.Num2Bits.in main.AssertBits.Num2Bits.out"
  const DAY = "linear main.AssertBits#1.Num2Bits.in main.AssertBits#1.Num2Bits.out"
  const line = { commitment: 7n, amount: 480n, day: 19783n, kind: 4n, salt: 9n }

  let circuit: Circuit
  before(async () => {
    circuit = await fixture("record")
  })

  it("is P4 of tag, commitment, packed line and salt", async () => {
    for (const { commitment, amount, day, kind, salt, record } of loadVectors("record")) {
      const witness = await satisfied(circuit, { commitment, amount, day, kind, salt }, { "main.record": record })
      forged(circuit, witness, { "main.record": record + 1n }, ["linear main.Poseidon.out main.record"])
    }
  })

  it("refuses an amount of more than 24 bits", async () => {
    for (const amount of [2n ** 24n, -1n, -(2n ** 24n), R / 2n]) {
      await defeated(circuit, { ...line, amount }, { template: "Num2Bits", places: [AMOUNT] })
    }
  })

  it("refuses a day of more than 20 bits", async () => {
    for (const day of [2n ** 20n, -1n, R / 2n]) {
      await defeated(circuit, { ...line, day }, { template: "Num2Bits", places: [DAY] })
    }
  })

  it("has one opening: no day can be passed off as minutes, and no minutes as a day", async () => {
    const { record, commitment, amount, day, kind, salt } = loadVectors("record").at(-1)!
    const opening = { commitment, amount, day, kind, salt }
    const moved = { ...opening, amount: amount + 2n ** 24n, day: day - 1n }
    await defeated(circuit, moved, { template: "Num2Bits", overrides: { "main.record": record }, places: [AMOUNT] })
    const borrowed = { ...opening, amount: amount - 2n ** 24n, day: day + 1n }
    await defeated(circuit, borrowed, { template: "Num2Bits", overrides: { "main.record": record }, places: [AMOUNT] })
    const otherKind = { ...opening, kind: kind - 1n, day: day + 2n ** 20n }
    await defeated(circuit, otherKind, { template: "Num2Bits", overrides: { "main.record": record }, places: [DAY] })
  })

  it("leaves the range of the kind to its caller", async () => {
    await satisfied(circuit, { ...line, kind: 32n })
  })
})

describe("circuit: Record whose ranges are settled elsewhere", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("record-unsettled")
  })

  it("is the same record", async () => {
    for (const { commitment, amount, day, kind, salt, record } of loadVectors("record")) {
      await satisfied(circuit, { commitment, amount, day, kind, salt }, { "main.record": record })
    }
  })

  it("leaves all ranges to its caller: minutes can be passed off as a day, and days as a kind", async () => {
    for (const { record, commitment, amount, day, kind, salt } of loadVectors("record")) {
      const opening = { commitment, amount, day, kind, salt }
      for (const moved of [
        { amount: amount + 2n ** 24n, day: day - 1n },
        { day: day + 2n ** 20n, kind: kind - 1n },
      ]) {
        await satisfied(circuit, { ...opening, ...moved }, { "main.record": record })
      }
    }
  })
})
