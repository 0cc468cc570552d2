import type { JsonRpcProvider } from "ethers"
import { ChainUnreachableError, WrongChainError } from "../errors.ts"
import { requestTo } from "./request.ts"

export interface ConnectOptions {
  /** The chain that must answer. */
  chainId?: bigint | undefined
  /** How long to wait for the first answer, in milliseconds; 10 seconds when not given. */
  timeout?: number
  /** How long to wait for any later answer, in milliseconds; a minute when not given. */
  answerTimeout?: number
  /** How often to look for new blocks, in milliseconds; ethers' own when not given. */
  pollingInterval?: number
}

/**
 * Connects to an Ethereum node. Unlike a bare provider, which tries for ever, it says at once when nobody answers.
 *
 * @throws ChainUnreachableError, WrongChainError
 */
export async function connect(
  url: string,
  { chainId, timeout = 10_000, answerTimeout = 60_000, pollingInterval }: ConnectOptions = {},
): Promise<JsonRpcProvider> {
  const found = await chainIdOf(url, timeout)
  if (chainId !== undefined && found !== chainId) throw new WrongChainError(found, chainId)
  const { JsonRpcProvider, Network } = await import("ethers")
  const options = pollingInterval === undefined ? {} : { pollingInterval }
  // ethers answers a question that was asked a quarter of a second ago from memory. After one's own transaction that is wrong: a block number
  // from before it gives a roll without the member just admitted, and a count of transactions from before it a nonce that was used.
  const request = await requestTo(url, answerTimeout)
  return new JsonRpcProvider(request, found, { staticNetwork: Network.from(found), cacheTimeout: -1, ...options })
}

async function chainIdOf(url: string, timeout: number): Promise<bigint> {
  try {
    const request = await requestTo(url, timeout)
    request.body = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }
    request.setThrottleParams({ maxAttempts: 1 })
    const response = await request.send()
    response.assertOk()
    return BigInt((response.bodyJson as { result: string }).result)
  } catch (cause) {
    // What ethers says of an address that is none has it in it.
    throw new ChainUnreachableError(
      `asking ${withoutCredentials(url)} for its chain id`,
      URL.canParse(url) ? cause : undefined,
    )
  }
}

// An RPC address often carries an API key in its path or query, and errors end up in logs.
function withoutCredentials(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "the given address"
}
