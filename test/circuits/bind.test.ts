import { expect } from "chai"
import { fixture } from "./circuits.ts"
import { forged, satisfied } from "./harness/expectations.ts"
import { R } from "./model.ts"

describe("circuit: Bind", () => {
  it("admits every value, and puts it under a constraint", async () => {
    const circuit = await fixture("bind")
    for (const value of [0n, 1n, R - 1n, 2n ** 200n]) {
      const witness = await satisfied(circuit, { in: value }, { "main.square": value ** 2n % R })
      forged(circuit, witness, { "main.square": value ** 2n + 1n }, ["main.in main.square"])
      const changed = circuit.simplify(circuit.forge(witness, { "main.in": value + 3n, "main.square": value ** 2n }))
      expect(circuit.breaksAt(changed, 1)).to.equal(true)
    }
  })
})
