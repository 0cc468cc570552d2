import type { JsonRpcProvider, JsonRpcSigner } from "ethers"
import { connect } from "../../sdk/index.ts"
import { startRpcBridge } from "../audit/rpc-bridge.ts"
import { simulatedChain } from "../contracts/chain.ts"
import { startRecordingProxy, type RecordingProxy } from "./recording-proxy.ts"

/**
 * In milliseconds, and longer than any test: this node makes a block for each transaction within the question that sends it, so that nobody has to look again. How
 * often one looks hangs on time alone.
 */
const POLLING_INTERVAL = 600_000

/** An Ethereum node that is asked over HTTP, and somebody who reads along. */
export interface ListenedNode {
  proxy: RecordingProxy
  /** For what the tests do themselves: nobody reads along. */
  provider: JsonRpcProvider
  /** A connection of somebody's own, on which one reads along. */
  connection(): Promise<JsonRpcProvider>
  account(index: number): Promise<JsonRpcSigner>
  /** A memory of the chain; the result brings it back. */
  remember(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

export async function startNode(): Promise<ListenedNode> {
  const chain = await simulatedChain()
  const bridge = await startRpcBridge(chain)
  const proxy = await startRecordingProxy(bridge.url)
  const provider = await connect(bridge.url, { pollingInterval: POLLING_INTERVAL })
  return {
    proxy,
    provider,
    connection: () => connect(proxy.url, { pollingInterval: POLLING_INTERVAL }),
    account: (index) => provider.getSigner(index),
    async remember() {
      const snapshot = await provider.send("evm_snapshot", [])
      return async () => {
        await provider.send("evm_revert", [snapshot])
      }
    },
    async stop() {
      provider.destroy()
      await proxy.stop()
      await bridge.stop()
      await chain.close()
    },
  }
}
