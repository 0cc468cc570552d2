import { expect } from "chai"
import { hideAddresses } from "../../../sdk/errors/addresses.ts"

describe("addresses in errors", () => {
  for (const address of [
    "https://node.example/v3/key",
    "wss://ana:key@node.example",
    "http://127.0.0.1:8545/a,key",
    "https://node.example/?k='key'",
    "https://node.example/(key)/key",
  ])
    it(`are hidden to their end: ${address}`, () => {
      expect(hideAddresses(`no answer (requestUrl="${address}", code=500)`)).to.equal(
        'no answer (requestUrl="(an address)", code=500)',
      )
      expect(hideAddresses(`${address} fell silent`)).to.equal("(an address) fell silent")
    })

  it("are no places of code", () => {
    const line = "at send (file:///package/index.js:3:4) node:internal/process"
    expect(hideAddresses(line)).to.equal(line)
  })
})
