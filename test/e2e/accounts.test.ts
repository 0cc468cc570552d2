import { expect } from "chai"
import { JsonRpcProvider, Wallet } from "ethers"
import { derivedWallet, readPrivateKeys } from "../../scripts/demo/chain/private-keys.ts"
import { refused } from "./refused.ts"

describe("the demo's private keys", () => {
  const [one, other] = [Wallet.createRandom().privateKey, Wallet.createRandom().privateKey]

  it("are read from a list with commas, with or without 0x", () => {
    expect(readPrivateKeys(undefined)).to.deep.equal([])
    expect(readPrivateKeys(" ")).to.deep.equal([])
    expect(readPrivateKeys(`${one}, ${other.slice(2).toUpperCase()},`)).to.deep.equal([one, other])
  })

  it("are never shown, least of all when one is wrong", async () => {
    for (const wrong of [
      one.slice(0, -1),
      `${one}0`,
      one.replace(/.$/, "g"),
      `0x${"0".repeat(64)}`,
      `0x${"f".repeat(64)}`,
    ]) {
      try {
        readPrivateKeys(`${other},${wrong}`)
        expect.fail("nothing was refused")
      } catch (error) {
        expect((error as Error).message).to.match(/^Key 2 of 2 in ROCHDALE_PRIVATE_KEYS is no private key/)
        expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.to.include(
          wrong.slice(2, 20),
        )
      }
    }
    await refused(() => readPrivateKeys(`${one},${one}`), "demo-accounts", /has one key twice/)
  })

  it("give the same further accounts each time, and different ones", () => {
    const provider = new JsonRpcProvider("http://127.0.0.1:1", 31337n, { staticNetwork: true })
    const addresses = [1, 2, 3].map((number) => derivedWallet(one, number, provider).address)
    expect(new Set(addresses).size).to.equal(3)
    expect([1, 2, 3].map((number) => derivedWallet(one, number, provider).address)).to.deep.equal(addresses)
    provider.destroy()
  })
})
