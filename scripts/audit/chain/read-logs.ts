import type { Log, Provider, TopicFilter } from "ethers"
import { ChainUnreachableError } from "../../../sdk/errors.ts"

/** What is asked for. */
export interface LogQuestion {
  address: string
  topics: TopicFilter
  fromBlock: number
  toBlock: number
}

/**
 * Logs of a contract. Where a node refuses a long range it is halved until it answers.
 *
 * @throws ChainUnreachableError
 */
export async function readLogs(provider: Provider, question: LogQuestion): Promise<Log[]> {
  const { address, fromBlock, toBlock } = question
  if (fromBlock > toBlock) return []
  try {
    return await provider.getLogs(question)
  } catch (cause) {
    if (fromBlock === toBlock)
      throw new ChainUnreachableError(`reading logs of ${address} at block ${fromBlock}`, cause)
    const middle = Math.floor((fromBlock + toBlock) / 2)
    const first = await readLogs(provider, { ...question, toBlock: middle })
    return [...first, ...(await readLogs(provider, { ...question, fromBlock: middle + 1 }))]
  }
}
