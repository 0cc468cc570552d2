import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { InvalidFieldElementError, InvalidInputError, messageElement, Scope } from "../../sdk/index.ts"
import { refused } from "./refused.ts"

const CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3"

describe("scopes", () => {
  it("differ by service, purpose, chain and contract", () => {
    const values = [
      Scope.offChain("https://tools.example", "van"),
      Scope.offChain("https://tools.example", "saw"),
      Scope.offChain("https://tools.example/b", "van"),
      Scope.offChain("https://tools.example:8443", "van"),
      Scope.onChain({ chainId: 1, contract: CONTRACT, purpose: 1 }),
      Scope.onChain({ chainId: 10, contract: CONTRACT, purpose: 1 }),
      Scope.onChain({ chainId: 1, contract: CONTRACT, purpose: 2 }),
      Scope.onChain({ chainId: 1, contract: "0x0000000000000000000000000000000000000001", purpose: 1 }),
    ].map(({ value }) => value)
    expect(new Set(values).size).to.equal(values.length)
    for (const value of values) expect(value < 2n ** 248n).to.equal(true)
  })

  it("do not let service and purpose run into each other", () => {
    expect(Scope.offChain("https://a.example/b", "c").value).to.not.equal(
      Scope.offChain("https://a.example/", "bc").value,
    )
  })

  it("are one for the spellings of one address or text", () => {
    expect(Scope.offChain("HTTPS://Tools.Example:443", "cafe\u0301").value).to.equal(
      Scope.offChain("https://tools.example/", "caf\u00e9").value,
    )
    const lower = Scope.onChain({ chainId: 1n, contract: CONTRACT.toLowerCase(), purpose: 1n })
    expect(lower.value).to.equal(Scope.onChain({ chainId: 1, contract: CONTRACT, purpose: 1 }).value)
  })

  it("refuse what is no address", async () => {
    await refused(() => Scope.offChain("tools", "van"), InvalidInputError, '"tools"')
    await refused(() => Scope.offChain("https://tools.example", ""), InvalidInputError, "purpose")
    await refused(() => Scope.onChain({ chainId: 1, contract: "0x12", purpose: 1 }), InvalidInputError, "0x12")
  })
})

describe("messages", () => {
  it("are hashed as text and taken as they are as numbers", async () => {
    expect(messageElement(5)).to.equal(5n)
    expect(messageElement("5")).to.not.equal(5n)
    expect(messageElement("cafe\u0301")).to.equal(messageElement("caf\u00e9"))
    await refused(() => messageElement(FIELD_ORDER), InvalidFieldElementError, "message")
  })
})
