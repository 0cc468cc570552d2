import { fixture } from "./circuits.ts"
import type { Circuit } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { R } from "./model.ts"

describe("circuit: AssertDistinct", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("distinct-4")
  })

  it("admits entries that differ, however little", async () => {
    for (const entries of [
      [0n, 1n, 2n, 3n],
      [0n, R - 1n, 1n, R / 2n],
      [7n, 5n, 6n, 4n],
    ]) {
      await satisfied(circuit, { in: entries })
    }
  })

  it("admits any one entry", async () => {
    const single = await fixture("distinct-1")
    for (const entry of [0n, 1n, R - 1n]) await satisfied(single, { in: [entry] })
  })

  it("refuses any two equal ones, whatever is said about their difference", async () => {
    const pairs = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j > i).map((j) => [i, j] as const))
    for (const [pair, [i, j]] of pairs.entries()) {
      for (const value of [0n, 9n]) {
        const entries = [11n, 12n, 13n, 14n]
        entries[i] = entries[j] = value
        await defeated(circuit, { in: entries }, { template: "AssertDistinct", places: ["main.in main.inverse"] })
        for (const inverse of [1n, -1n, R / 2n]) {
          const witness = await circuit.calculateUnchecked({ in: entries })
          forged(circuit, witness, { [`main.inverse[${pair}]`]: inverse }, ["main.in main.inverse"])
        }
      }
    }
  })

  it("refuses four equal ones", async () => {
    await defeated(circuit, { in: [1n, 1n, 1n, 1n] }, { template: "AssertDistinct", places: ["main.in main.inverse"] })
  })
})
