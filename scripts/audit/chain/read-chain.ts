import { toBeHex, type Log, type Provider, type Result, type TopicFilter } from "ethers"
import { ChainUnreachableError } from "../../../sdk/errors.ts"
import { UnreadableChainError } from "../errors.ts"
import { EVENTS, topicsOf, type Source } from "../log/events.ts"
import { termsOf } from "../log/terms.ts"
import type { ChainRecord, RecordBlock } from "../record/record.ts"
import { contractsOf } from "./addresses.ts"
import { readLogs } from "./read-logs.ts"

/** What is to be read. */
export interface ChainQuestion {
  /** Checksummed. */
  assembly: string
  pollId: bigint
  /** First block to look at: that of the first of the contracts, or any before it. */
  fromBlock: number
}

/** How many blocks are asked for at once. */
const AT_ONCE = 50

/**
 * All that an audit of one poll needs, as of the chain's last block.
 *
 * @throws NoContractError, UnreadableChainError, ChainUnreachableError
 */
export async function readChain(
  provider: Provider,
  { assembly, pollId, fromBlock }: ChainQuestion,
): Promise<ChainRecord> {
  const head = await blockAt(provider, "latest")
  const { chainId } = await provider.getNetwork()
  const contracts = await contractsOf(provider, assembly, head.number)
  const logsOf = (source: Source, toBlock: number, ...indexed: string[]): Promise<Log[]> => {
    const topics: TopicFilter = [topicsOf(source), ...indexed]
    return readLogs(provider, { address: contracts[source], topics, fromBlock, toBlock })
  }

  const ofPoll = await logsOf("assembly", head.number, toBeHex(pollId, 32))
  const secret = proposedTerms(ofPoll)
  if (secret === undefined)
    throw new UnreadableChainError(
      `The assembly at ${assembly} has no poll ${pollId} in its log from block ${fromBlock} to ${head.number}`,
      "Check the number of the poll, and that --from-block is not after its proposal",
    )
  const opened = ofPoll.find(({ topics }) => topics[0] === topicOf("PollOpened"))?.blockNumber ?? -1
  const lastQuota = ofPoll.findLast(({ topics }) => topics[0] === topicOf("QuotaProved"))?.blockNumber ?? -1
  const logs = [
    ...ofPoll,
    // The roll is of account up to the opening, the ledger up to the last quota proof.
    ...(await logsOf("commune", opened)),
    ...(await logsOf("ledger", lastQuota)),
    ...(secret.committee === undefined ? [] : await logsOf("trustees", head.number, toBeHex(secret.committee, 32))),
  ].sort((one, other) => one.blockNumber - other.blockNumber || one.index - other.index)

  const blocks = await blocksOf(provider, logs)
  const stillThere = await blockAt(provider, head.number)
  if (
    stillThere.hash !== head.hash ||
    !logs.every(({ blockNumber, blockHash }) => blocks.get(blockNumber)?.hash === blockHash)
  )
    throw new UnreadableChainError("The chain was reorganised while it was read", "Start again")
  return {
    chainId,
    pollId,
    fromBlock,
    head,
    contracts,
    blocks: [...blocks.values()],
    logs: logs.map(({ address, topics, data, blockNumber, index, transactionHash }) => ({
      address,
      topics: [...topics],
      data,
      blockNumber,
      logIndex: index,
      transactionHash,
    })),
  }
}

function topicOf(name: string): string {
  return EVENTS.assembly.getEvent(name)!.topicHash
}

/** Which committee the poll's proposal names, if any; undefined without a proposal. */
function proposedTerms(logs: readonly Log[]): { committee: bigint | undefined } | undefined {
  const proposed = logs.find(({ topics }) => topics[0] === topicOf("PollProposed"))
  if (proposed === undefined) return undefined
  const { args } = EVENTS.assembly.parseLog(proposed)!
  return { committee: termsOf(args.getValue("terms") as Result).secret?.committee }
}

async function blocksOf(provider: Provider, logs: readonly Log[]): Promise<Map<number, RecordBlock>> {
  const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))]
  const blocks = new Map<number, RecordBlock>()
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    const some = numbers.slice(from, from + AT_ONCE)
    for (const block of await Promise.all(some.map((number) => blockAt(provider, number))))
      blocks.set(block.number, block)
  }
  return blocks
}

async function blockAt(provider: Provider, tag: number | "latest"): Promise<RecordBlock> {
  const what = tag === "latest" ? "the last block" : `block ${tag}`
  try {
    const block = await provider.getBlock(tag)
    const hash = block?.hash ?? undefined
    if (block === null || hash === undefined) throw new Error("the node does not have it")
    return { number: block.number, hash, timestamp: block.timestamp }
  } catch (cause) {
    throw new ChainUnreachableError(`reading ${what}`, cause)
  }
}
