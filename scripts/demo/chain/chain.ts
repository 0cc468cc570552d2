import type { JsonRpcApiProvider } from "ethers"
import type { Accounts } from "./accounts.ts"
import type { Clock } from "./clock.ts"

/** A chain that the demo can act on. */
export interface Chain {
  /** For people. */
  description: string
  kind: "embedded" | "rpc"
  /** Of the node, as it was given: it may have a key in it. Undefined inside this process. */
  url: string | undefined
  chainId: bigint
  provider: JsonRpcApiProvider
  accounts: Accounts
  clock: Clock
  /** Ends every connection and whatever was started. */
  close(): Promise<void>
}
