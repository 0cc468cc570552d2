import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { buildPoseidonReference } from "circomlibjs"
import { poseidon5 } from "poseidon-lite"
import { ROOT } from "../../scripts/paths.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { deployed, simulatedChain, type Callable } from "./chain.ts"
import { poseidonNodeSource } from "../../scripts/poseidon/solidity-source.ts"
import { Random } from "./random.ts"

const CONTRACT = join(ROOT, "contracts", "PoseidonNode.sol")

describe("PoseidonNode", () => {
  let harness: Callable<"node" | "original" | "measure">
  const random = new Random(7)

  before(async () => {
    const chain = await simulatedChain()
    harness = await deployed(chain, "PoseidonHarness", [], {
      libraries: { PoseidonT6: await deployed(chain, "PoseidonT6") },
    })
  })

  it("is what its generator makes of circomlib's constants", async () => {
    const same = (await readFile(CONTRACT, "utf8")) === (await poseidonNodeSource())
    expect(same, "contracts/PoseidonNode.sol differs: run node scripts/poseidon/generate.ts").to.equal(true)
  })

  it("hashes as poseidon-lite, circomlibjs and poseidon-solidity do, at the edges of the field", async () => {
    const poseidon = await buildPoseidonReference()
    const edges = [0n, 1n, 2n, FIELD_ORDER - 1n, FIELD_ORDER - 2n, FIELD_ORDER / 2n, 2n ** 253n, 2n ** 128n]
    const groups = edges.flatMap((edge) => [
      Array<bigint>(5).fill(edge),
      ...[0, 1, 2, 3, 4].map((place) => Array<bigint>(5).fill(0n).with(place, edge)),
      ...[0, 1, 2, 3, 4].map((place) =>
        Array<bigint>(5)
          .fill(FIELD_ORDER - 1n)
          .with(place, edge),
      ),
    ])
    for (const group of groups) {
      const hash = await harness.node(group)
      expect(hash, String(group)).to.equal(poseidon5(group))
      expect(hash).to.equal(poseidon.F.toObject(poseidon(group)))
      expect(hash).to.equal(await harness.original(group))
    }
  })

  it("hashes as they do on 300 random groups", async () => {
    for (let round = 0; round < 300; round++) {
      const group = Array.from({ length: 5 }, () => random.element())
      expect(await harness.node(group), String(group)).to.equal(poseidon5(group))
    }
  })

  it("takes each number modulo r, as poseidon-solidity does", async () => {
    for (const excess of [FIELD_ORDER, FIELD_ORDER + 5n, 2n * FIELD_ORDER - 1n, 5n * FIELD_ORDER, 2n ** 256n - 1n]) {
      for (let place = 0; place < 5; place++) {
        const group = [1n, 2n, 3n, 4n, 5n].with(place, excess)
        expect(await harness.node(group)).to.equal(poseidon5(group.map((value) => value % FIELD_ORDER)))
        expect(await harness.node(group)).to.equal(await harness.original(group))
      }
    }
  })

  it("leaves the memory in use alone, and costs about half of the usual form", async () => {
    const [gas, untouched] = (await harness.measure([1n, 2n, 3n, 4n, 5n])) as [bigint, boolean]
    expect(untouched).to.equal(true)
    expect(gas).to.be.lessThan(40_000n)
  })
})
