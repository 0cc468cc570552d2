import { expect } from "chai"
import { buildPoseidonOpt } from "circomlibjs"
import { poseidon1, poseidon2, poseidon3, poseidon4, poseidon5 } from "poseidon-lite"
import { loadVectors } from "./load.ts"

type Hash = (inputs: readonly bigint[]) => bigint
const lite = [poseidon1, poseidon2, poseidon3, poseidon4, poseidon5] as Hash[]

describe("vectors: poseidon", () => {
  const vectors = loadVectors("poseidon")

  it("has every width from 1 to 5, at the edges of the field and within", () => {
    const last = loadVectors("parameters").fieldOrder - 1n
    for (let width = 1n; width <= 5n; width++) {
      const inputs = vectors.filter((vector) => vector.width === width).map((vector) => vector.inputs)
      expect(inputs).to.have.length.at.least(10)
      for (const edge of [0n, 1n, last]) expect(inputs).to.deep.include(Array<bigint>(Number(width)).fill(edge))
    }
  })

  it("agrees with poseidon-lite", () => {
    for (const { width, inputs, hash } of vectors) expect(lite[Number(width) - 1]!(inputs)).to.equal(hash)
  })

  it("agrees with circomlibjs' optimised implementation", async () => {
    const poseidon = await buildPoseidonOpt()
    for (const { inputs, hash } of vectors) expect(poseidon.F.toObject(poseidon(inputs))).to.equal(hash)
  })

  it("agrees with poseidon-lite on commitments, leaves, nullifiers and records", () => {
    const { commitments, leaves, nullifiers } = loadVectors("identity")
    for (const { secret, commitment } of commitments) expect(poseidon1([secret])).to.equal(commitment)
    for (const { commitment, attributes, leaf } of leaves) expect(poseidon2([commitment, attributes])).to.equal(leaf)
    for (const { scope, slot, secret, nullifier } of nullifiers) {
      expect(poseidon3([scope, slot, secret])).to.equal(nullifier)
    }
    const { tags } = loadVectors("parameters")
    for (const { commitment, packed, salt, record } of loadVectors("record")) {
      expect(poseidon4([tags.record, commitment, packed, salt])).to.equal(record)
    }
  })
})
