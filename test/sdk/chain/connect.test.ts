import { expect } from "chai"
import { network } from "hardhat"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { ChainUnreachableError, connect, WrongChainError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

describe("connect", () => {
  it("reaches a node, and refuses one on another chain", async () => {
    const node = await network.createServer()
    const { address, port } = await node.listen()
    try {
      const provider = await connect(`http://${address}:${port}`, { chainId: 31337n })
      expect(await provider.getBlockNumber()).to.equal(0)
      provider.destroy()
      await refused(() => connect(`http://${address}:${port}`, { chainId: 1n }), WrongChainError, "31337", "chain 1 ")
    } finally {
      await node.close()
    }
  })

  it("says at once that nobody answers, without the address's key", async () => {
    const error = await refused(
      () => connect("http://127.0.0.1:1/v3/secret-api-key?key=hidden"),
      ChainUnreachableError,
      "127.0.0.1:1",
    )
    expect(error.message).to.not.match(/secret-api-key|hidden/)
    expect(JSON.stringify(error.details)).to.not.match(/secret-api-key|hidden/)
  })

  it("gives up on a node that keeps silent or talks nonsense", async () => {
    const silent = createServer((request, response) => {
      if (request.url === "/nonsense") response.end("<html>")
    }).listen(0, "127.0.0.1")
    await new Promise((resolve) => silent.once("listening", resolve))
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    try {
      await refused(() => connect(address, { timeout: 200 }), ChainUnreachableError)
      await refused(() => connect(`${address}/nonsense`), ChainUnreachableError)
    } finally {
      silent.closeAllConnections()
      silent.close()
    }
  })
})
