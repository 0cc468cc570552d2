import type { BaseContract, LogDescription, Provider, TopicFilter } from "ethers"
import { ChainUnreachableError } from "../errors.ts"

/**
 * All events of a contract in a range of blocks, in their order. Where a node refuses a long range it is halved until it answers.
 *
 * @param topics of the events that are wanted; all when not given
 * @throws ChainUnreachableError
 */
export async function readEvents(
  contract: BaseContract,
  provider: Provider,
  fromBlock: number,
  toBlock: number,
  topics: TopicFilter = [],
): Promise<LogDescription[]> {
  const address = contract.target as string
  try {
    const logs = await provider.getLogs({ address, topics, fromBlock, toBlock })
    return logs.flatMap((log) => contract.interface.parseLog(log) ?? [])
  } catch (cause) {
    if (fromBlock >= toBlock) {
      throw new ChainUnreachableError(`reading events of ${address} at block ${fromBlock}`, cause)
    }
    const middle = Math.floor((fromBlock + toBlock) / 2)
    const first = await readEvents(contract, provider, fromBlock, middle, topics)
    return [...first, ...(await readEvents(contract, provider, middle + 1, toBlock, topics))]
  }
}
