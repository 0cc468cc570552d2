import { expect } from "chai"
import { JsonRpcProvider, ZeroAddress, type Provider } from "ethers"
import { contractsOf } from "../../scripts/audit/chain/addresses.ts"
import { UnreadableChainError } from "../../scripts/audit/errors.ts"
import { ChainUnreachableError, NoContractError } from "../../sdk/errors.ts"
import { refused } from "../sdk/refused.ts"
import { startRpcBridge, type RpcBridge } from "./rpc-bridge.ts"
import { AuditScene } from "./scene.ts"

describe("the contracts of an assembly, as an audit asks for them", () => {
  let scene: AuditScene
  let bridge: RpcBridge
  let provider: Provider
  let block: number

  before(async () => {
    scene = await AuditScene.open({ proved: false })
    bridge = await startRpcBridge(scene.chain)
    provider = new JsonRpcProvider(bridge.url, undefined, { staticNetwork: true })
    block = await provider.getBlockNumber()
  })
  after(async () => {
    provider.destroy()
    await bridge.stop()
  })

  it("are those that it was founded with", async () => {
    const assembly = await scene.assembly.getAddress()
    expect(await contractsOf(provider, assembly, block)).to.deep.equal({
      assembly,
      commune: await scene.commune.getAddress(),
      ledger: await scene.ledger.getAddress(),
      trustees: await scene.trustees.getAddress(),
    })
  })

  it("are not asked of another contract, or of no contract", async () => {
    const commune = await scene.commune.getAddress()
    await refused(() => contractsOf(provider, commune, block), UnreadableChainError, commune, "no Assembly")
    const before = contractsOf(provider, await scene.assembly.getAddress(), 0)
    await refused(() => before, NoContractError, "Assembly")
    await refused(() => contractsOf(provider, ZeroAddress, block), NoContractError)
  })

  it("are not to be had from a node that is gone", async () => {
    const gone = await startRpcBridge(scene.chain)
    const silent = new JsonRpcProvider(gone.url, undefined, { staticNetwork: true })
    await gone.stop()
    const assembly = await scene.assembly.getAddress()
    await refused(() => contractsOf(silent, assembly, block), ChainUnreachableError)
    silent.destroy()
  })
})
