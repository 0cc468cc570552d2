// The tests of planted.circom, which are run where it is mutated.
import { join } from "node:path"
import { ROOT } from "../../../scripts/paths.ts"
import { Circuit } from "../../circuits/harness/circuit.ts"
import { refused, satisfied } from "../../circuits/harness/expectations.ts"

describe("circuit: Planted", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await Circuit.load(join(ROOT, "test/assure/mutants", "planted-main.circom"))
  })

  it("is 1 where both are", async () => {
    await satisfied(circuit, { first: 1n, second: 1n }, { "main.both": 1n })
    await satisfied(circuit, { first: 1n, second: 0n }, { "main.both": 0n })
  })

  it("refuses what is no bit", async () => {
    await refused(circuit, { first: 2n, second: 0n }, "Planted")
    await refused(circuit, { first: 0n, second: 2n }, "Planted")
  })
})
