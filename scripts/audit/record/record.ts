import type { Source } from "../log/events.ts"

/** A block as far as an audit needs it. */
export interface RecordBlock {
  number: number
  hash: string
  /** Seconds since 1970-01-01. */
  timestamp: number
}

/** A log as a node gives it. */
export interface RecordLog {
  address: string
  topics: string[]
  data: string
  blockNumber: number
  /** Number of the log in the block. */
  logIndex: number
  transactionHash: string
}

/** All that an audit of one poll reads. Read from a chain or from a file, it is judged by the same code. */
export interface ChainRecord {
  chainId: bigint
  pollId: bigint
  /** First block that was looked at. */
  fromBlock: number
  /** The last block, as of which all was read. */
  head: RecordBlock
  /** Contracts in checksummed spelling; a contract that has none of the others' kind is not named. */
  contracts: Record<Source, string>
  /** Every block that a log is in. */
  blocks: RecordBlock[]
  logs: RecordLog[]
}
