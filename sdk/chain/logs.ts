import type { BaseContract, Contract, Log, LogDescription, Provider, Result, TopicFilter } from "ethers"
import { read } from "./call.ts"
import { providerOf } from "./contract.ts"
import { isCutOff, nodeFailure } from "./node-failure.ts"

/**
 * All events of a contract in a range of blocks, in their order. Where a node refuses a long range it is halved until it answers.
 *
 * @param topics of the events that are wanted; all when not given
 * @throws ChainUnreachableError, NodeAnswerError
 */
export async function readEvents(
  contract: BaseContract,
  provider: Provider,
  fromBlock: number,
  toBlock: number,
  topics: TopicFilter = [],
): Promise<LogDescription[]> {
  const events: LogDescription[] = []
  await takeEvents(contract, provider, fromBlock, toBlock, topics, (event) => events.push(event))
  return events
}

/**
 * The same, given one after another: no more of them are kept than the node answers at once.
 *
 * @throws ChainUnreachableError, NodeAnswerError; what `take` throws
 */
export async function takeEvents(
  contract: BaseContract,
  provider: Provider,
  fromBlock: number,
  toBlock: number,
  topics: TopicFilter,
  take: (event: LogDescription) => void,
): Promise<void> {
  if (fromBlock > toBlock) return
  const address = contract.target as string
  let logs: Log[]
  try {
    logs = await provider.getLogs({ address, topics, fromBlock, toBlock })
  } catch (cause) {
    // A node that is not there answers no shorter range either.
    if (fromBlock === toBlock || isCutOff(cause))
      throw nodeFailure(cause, `reading events of ${address} from block ${fromBlock} on`)
    const middle = Math.floor((fromBlock + toBlock) / 2)
    await takeEvents(contract, provider, fromBlock, middle, topics, take)
    return takeEvents(contract, provider, middle + 1, toBlock, topics, take)
  }
  for (const log of logs) {
    const event = contract.interface.parseLog(log)
    if (event !== null) take(event)
  }
}

/**
 * What a contract has numbered: numbers in its events of one name that are as wanted, in their order. So a program that was ended after it had sent something finds
 * out what became of it.
 *
 * @param event  its name
 * @param number name of its argument with the number
 * @throws ChainUnreachableError, NodeAnswerError
 */
export async function numbersInEvents(
  contract: Contract,
  fromBlock: number,
  { event, number, wanted }: { event: string; number: string; wanted: (args: Result) => boolean },
): Promise<bigint[]> {
  const provider = providerOf(contract)
  const topic = contract.interface.getEvent(event)?.topicHash as string
  const block = await read(contract, `look for ${event}`, () => provider.getBlockNumber())
  const events = await readEvents(contract, provider, fromBlock, block, [topic])
  return events.filter(({ args }) => wanted(args)).map(({ args }) => args[number] as bigint)
}

/** How a number stands in an event as a topic. */
export function numberTopic(value: bigint): string {
  return `0x${value.toString(16).padStart(64, "0")}`
}
