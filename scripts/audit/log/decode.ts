import type { EventFragment, Result } from "ethers"
import { MalformedRecordError } from "../errors.ts"
import type { ChainRecord, RecordLog } from "../record/record.ts"
import { EVENTS, SOURCES, type Source } from "./events.ts"
import type { Place } from "./place.ts"

/** An event of one of the contracts. */
export interface AuditEvent {
  source: Source
  name: string
  args: Result
  place: Place
  /** Of its block: seconds since 1970-01-01. */
  timestamp: number
}

/**
 * The events of a record, in the order in which it gives them.
 *
 * @throws MalformedRecordError for a log that is none of the contracts' events, or none of this poll's
 */
export function decodeEvents(record: ChainRecord): AuditEvent[] {
  const timestamps = timestampsOf(record)
  return record.logs.map((log, index) => {
    const place = `logs[${index}]`
    const source = SOURCES.find((each) => record.contracts[each] === log.address)
    if (source === undefined)
      throw new MalformedRecordError(place, `is of ${log.address}, which is none of its contracts`)
    const timestamp = timestamps.get(log.blockNumber)
    if (timestamp === undefined)
      throw new MalformedRecordError("blocks", `must tell the time of block ${log.blockNumber}, which has a log`)
    const { name, args } = decoded(source, log, place)
    if (source === "assembly" && args[0] !== record.pollId)
      throw new MalformedRecordError(place, `is of poll ${String(args[0])}, not of poll ${record.pollId}`)
    const { blockNumber: block, transactionHash: transaction, logIndex } = log
    return { source, name, args, place: { block, transaction, log: logIndex }, timestamp }
  })
}

/** Times of the blocks by their numbers: each is told once, and the last block is none of those before. */
function timestampsOf({ blocks, head }: ChainRecord): Map<number, number> {
  const timestamps = new Map<number, number>()
  for (const [index, { number, hash, timestamp }] of blocks.entries()) {
    const place = `blocks[${index}]`
    if (timestamps.has(number)) throw new MalformedRecordError(place, "tells of a block that was told before")
    if (number > head.number)
      throw new MalformedRecordError(place, "is after the head, as of which the record was made")
    if (number === head.number && (hash !== head.hash || timestamp !== head.timestamp))
      throw new MalformedRecordError(place, "is the head, and tells it otherwise")
    timestamps.set(number, timestamp)
  }
  return timestamps
}

function decoded(source: Source, { topics, data }: RecordLog, place: string): { name: string; args: Result } {
  const fragment = topics[0] === undefined ? null : EVENTS[source].getEvent(topics[0])
  if (fragment === null) throw new MalformedRecordError(place, `is no event of the ${source} that an audit reads`)
  const args = strictly(source, fragment, topics, data)
  if (args === undefined) throw new MalformedRecordError(place, `is not encoded as a ${fragment.name} is`)
  return { name: fragment.name, args }
}

// Decoders put up with much: offsets that point anywhere, bytes left over. What a contract emits has one encoding.
function strictly(
  source: Source,
  fragment: EventFragment,
  topics: readonly string[],
  data: string,
): Result | undefined {
  try {
    const args = EVENTS[source].decodeEventLog(fragment, data, topics)
    const again = EVENTS[source].encodeEventLog(fragment, [...args])
    const same = again.data === data && again.topics.join() === topics.join()
    return same ? args : undefined
  } catch {
    return undefined
  }
}
