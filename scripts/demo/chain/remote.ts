import { assertKeysMayServe, connect } from "../../../sdk/index.ts"
import { assignAccounts } from "./accounts.ts"
import type { Chain } from "./chain.ts"
import type { ChainNeeds } from "./needs.ts"
import { openClock } from "./clock.ts"

/** Looks for new blocks four times a second: nodes for development make one at once, and no other is asked for long. */
const POLLING_INTERVAL = 250

export interface RemoteOptions {
  url: string
  /** The chain that must answer; any when not given. */
  chainId: bigint | undefined
  /** Comma separated, from the environment. Never printed. */
  privateKeys: string | undefined
}

/**
 * The chain of an Ethereum node.
 *
 * @throws ChainUnreachableError, WrongChainError, InsecureKeysError, AccountsError, ClockError
 */
export async function openRemoteChain({ url, chainId, privateKeys }: RemoteOptions, needs: ChainNeeds): Promise<Chain> {
  const provider = await connect(url, { chainId, pollingInterval: POLLING_INTERVAL })
  try {
    const client = String(await provider.send("web3_clientVersion", []).catch(() => "a node of unknown make"))
    const { chainId: found } = await provider.getNetwork()
    // Before any account is supplied: on such a chain nothing at all is sent.
    assertKeysMayServe(found)
    return {
      description: `the node at ${URL.canParse(url) ? new URL(url).host : "the given address"} (${client})`,
      kind: "rpc",
      url,
      chainId: found,
      provider,
      accounts: await assignAccounts(provider, needs, privateKeys),
      clock: await openClock(provider, needs.notBefore),
      close: async () => {
        provider.destroy()
      },
    }
  } catch (error) {
    provider.destroy()
    throw error
  }
}
