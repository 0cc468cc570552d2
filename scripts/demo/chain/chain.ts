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

/** What the demo will need of a chain. */
export interface ChainNeeds {
  attesters: number
  /** Seconds since 1970: the chain's clock must not stand before it. */
  notBefore: number
  /** Gas that each role will spend, generously. */
  gas: GasNeeds
}

/** By role; an attester's share is the same for each of them. */
export interface GasNeeds {
  admin: bigint
  steward: bigint
  attester: bigint
  convener: bigint
  relay: bigint
}
