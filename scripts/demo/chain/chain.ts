import type { JsonRpcApiProvider } from "ethers"
import type { Accounts } from "./accounts.ts"
import type { Clock } from "./clock.ts"

/** A chain that the demo can act on. */
export interface Chain {
  /** For people. */
  description: string
  kind: "embedded" | "rpc"
  chainId: bigint
  provider: JsonRpcApiProvider
  accounts: Accounts
  clock: Clock
  /** Ends every connection and whatever was started. */
  close(): Promise<void>
}
