import { expect } from "chai"
import { AbiCoder, id, keccak256 } from "ethers"
import { loadVectors } from "./load.ts"

describe("vectors: scope", () => {
  const { onChain, offChain } = loadVectors("scope")
  const scope = (types: string[], values: unknown[]): bigint =>
    BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(types, values))) >> 8n

  it("has the tags' hashes", () => {
    for (const { tagText, tag } of [onChain, offChain]) expect(BigInt(id(tagText))).to.equal(tag)
  })

  it("agrees with ethers on chain", () => {
    for (const { chainId, contract, purpose, scope: expected } of onChain.scopes) {
      const encoded = scope(["bytes32", "uint256", "address", "uint256"], [id(onChain.tagText), chainId, contract, purpose])
      expect(encoded).to.equal(expected)
    }
  })

  it("agrees with ethers off chain", () => {
    for (const { service, purpose, scope: expected } of offChain.scopes) {
      expect(scope(["bytes32", "string", "string"], [id(offChain.tagText), service, purpose])).to.equal(expected)
    }
  })

  it("is below the field's order and different for every purpose", () => {
    const scopes = [...onChain.scopes, ...offChain.scopes].map((vector) => vector.scope)
    expect(new Set(scopes).size).to.equal(scopes.length)
    for (const value of scopes) expect(value < 1n << 248n).to.equal(true)
  })
})
