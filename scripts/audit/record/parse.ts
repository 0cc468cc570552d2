import { getAddress } from "ethers"
import { MalformedRecordError } from "../errors.ts"
import { SOURCES, type Source } from "../log/events.ts"
import type { ChainRecord, RecordBlock, RecordLog } from "./record.ts"
import { RECORD_FORMAT } from "./write.ts"

const MOST_BLOCKS = 1_000_000
const MOST_LOGS = 2_000_000
/** Bytes of one log's data; the largest, a dealing among nine, has about two thousand. */
const MOST_DATA = 16_384

type Fields = Record<string, unknown>

/**
 * A record from a file that anyone may have written: nothing in it is taken for what it claims to be before it was looked at. Only the form is
 * settled here; whether what it says is right is for the audit.
 *
 * @throws MalformedRecordError
 */
export function parseRecord(text: string): ChainRecord {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new MalformedRecordError("text", "is no JSON")
  }
  const fields = object(value, "text")
  if (fields["format"] !== RECORD_FORMAT) throw new MalformedRecordError("format", `must be "${RECORD_FORMAT}"`)
  const contracts = object(fields["contracts"], "contracts")
  return {
    chainId: decimal(fields["chainId"], "chainId"),
    pollId: decimal(fields["pollId"], "pollId"),
    fromBlock: wholeNumber(fields["fromBlock"], "fromBlock"),
    head: block(fields["head"], "head"),
    contracts: Object.fromEntries(
      SOURCES.map((source) => [source, address(contracts[source], `contracts.${source}`)]),
    ) as Record<Source, string>,
    blocks: list(fields["blocks"], "blocks", MOST_BLOCKS).map((one, index) => block(one, `blocks[${index}]`)),
    logs: list(fields["logs"], "logs", MOST_LOGS).map((one, index) => log(one, `logs[${index}]`)),
  }
}

function block(value: unknown, place: string): RecordBlock {
  const fields = object(value, place)
  return {
    number: wholeNumber(fields["number"], `${place}.number`),
    hash: hex(fields["hash"], `${place}.hash`, 32),
    timestamp: wholeNumber(fields["timestamp"], `${place}.timestamp`),
  }
}

function log(value: unknown, place: string): RecordLog {
  const fields = object(value, place)
  const topics = list(fields["topics"], `${place}.topics`, 4)
  return {
    address: address(fields["address"], `${place}.address`),
    topics: topics.map((topic, index) => hex(topic, `${place}.topics[${index}]`, 32)),
    data: hex(fields["data"], `${place}.data`),
    blockNumber: wholeNumber(fields["blockNumber"], `${place}.blockNumber`),
    logIndex: wholeNumber(fields["logIndex"], `${place}.logIndex`),
    transactionHash: hex(fields["transactionHash"], `${place}.transactionHash`, 32),
  }
}

function object(value: unknown, place: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields
  throw new MalformedRecordError(place, "must be an object")
}

function list(value: unknown, place: string, most: number): unknown[] {
  if (!Array.isArray(value)) throw new MalformedRecordError(place, "must be a list")
  if (value.length > most) throw new MalformedRecordError(place, `must have at most ${most} entries`)
  return value
}

function wholeNumber(value: unknown, place: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new MalformedRecordError(place, "must be a whole number, 0 or more")
}

function decimal(value: unknown, place: string): bigint {
  if (typeof value === "string" && /^(0|[1-9]\d{0,76})$/.test(value)) return BigInt(value)
  throw new MalformedRecordError(place, "must be a text of decimal digits")
}

function address(value: unknown, place: string): string {
  if (typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value)) return getAddress(value.toLowerCase())
  throw new MalformedRecordError(place, "must be an address: 0x and 40 hex digits")
}

/** @param bytes how many; any number up to MOST_DATA when not given */
function hex(value: unknown, place: string, bytes?: number): string {
  const rule = bytes === undefined ? `0x and at most ${MOST_DATA} bytes in hex` : `0x and ${bytes} bytes in hex`
  if (typeof value !== "string" || value.length > 2 + 2 * MOST_DATA || !/^0x([0-9a-fA-F]{2})*$/.test(value))
    throw new MalformedRecordError(place, `must be ${rule}`)
  if (bytes !== undefined && value.length !== 2 + 2 * bytes) throw new MalformedRecordError(place, `must be ${rule}`)
  return value.toLowerCase()
}
