import type { Result } from "ethers"
import { EVENTS, SOURCES } from "../../scripts/audit/log/events.ts"
import type { ChainRecord, RecordLog } from "../../scripts/audit/record/record.ts"

/** Values of an event as they are encoded: numbers are bigint, structs and lists are arrays. */
export type Values = (bigint | boolean | string | Values)[]

/** What somebody changed, and what the audit must say of it. */
export interface TamperingRow {
  of: string
  tamper: (record: Tampering) => void
  problem: string
  /** The event at whose place it is found, as it stands after the change. */
  at: [name: string, nth?: number]
}

/** A struct or list among an event's values. */
export const nested = (values: Values, place: number): Values => values[place] as Values

/** Adds to a number among an event's values. */
export const add = (values: Values, place: number, by: bigint): void =>
  void (values[place] = (values[place] as bigint) + by)

/** A record that somebody changes. The original stays as it is. */
export class Tampering {
  readonly record: ChainRecord

  constructor(record: ChainRecord) {
    this.record = structuredClone(record)
  }

  /** The log of an event. @param nth of its name, from 0 */
  log(name: string, nth = 0): RecordLog {
    const found = this.record.logs.filter(({ topics }) => nameOf(topics[0]) === name)[nth]
    if (found === undefined) throw new Error(`The record has no ${name} ${nth}`)
    return found
  }

  /** Changes an event's values and leaves all else as it is. */
  edit(name: string, change: (values: Values) => void, nth = 0): void {
    const log = this.log(name, nth)
    const { events, fragment } = eventOf(log.topics[0])
    const values = plain(events.decodeEventLog(fragment, log.data, log.topics))
    change(values)
    Object.assign(log, events.encodeEventLog(fragment, values))
  }

  /** Leaves an event out. */
  drop(name: string, nth = 0): void {
    this.record.logs.splice(this.record.logs.indexOf(this.log(name, nth)), 1)
  }

  /** Leaves out all from an event on. */
  cut(name: string, nth = 0): void {
    this.record.logs.splice(this.record.logs.indexOf(this.log(name, nth)), Infinity)
  }

  /** What is said at one place is said at the other, and the other way round. */
  swap(one: RecordLog, other: RecordLog): void {
    const content = ({ address, topics, data }: RecordLog) => ({ address, topics, data })
    const [first, second] = [content(one), content(other)]
    Object.assign(one, second)
    Object.assign(other, first)
  }

  /** Puts logs in behind one, in a block of their own. @param wait seconds after the block of that log */
  addAfter(
    log: RecordLog,
    added: readonly Omit<RecordLog, "blockNumber" | "logIndex" | "transactionHash">[],
    wait = 0,
  ): void {
    const { logs, blocks, head } = this.record
    // Numbers have room for one more block and one more transaction after each.
    for (const each of [...blocks, head]) each.number *= 2
    for (const each of logs) each.blockNumber *= 2
    const block = blocks.find(({ number }) => number === log.blockNumber)!
    const own = { number: block.number + 1, hash: `0x${"ab".repeat(32)}`, timestamp: block.timestamp + wait }
    blocks.push(own)
    if (head.number < own.number) Object.assign(head, own)
    const placed = added.map(({ address, topics, data }, logIndex) => ({
      address,
      topics,
      data,
      blockNumber: own.number,
      logIndex,
      transactionHash: `0x${"cd".repeat(32)}`,
    }))
    logs.splice(logs.indexOf(log) + 1, 0, ...placed)
  }

  /** Puts an event of the assembly in behind a log. */
  addEvent(log: RecordLog, name: string, values: Values, wait = 0): void {
    const { events, fragment } = eventOf(EVENTS.assembly.getEvent(name)!.topicHash)
    const { topics, data } = events.encodeEventLog(fragment, values)
    this.addAfter(log, [{ address: this.record.contracts.assembly, topics, data }], wait)
  }

  /** Moves the time of the block of a log. */
  setTime(log: RecordLog, timestamp: number): void {
    const { blocks, head } = this.record
    for (const block of [...blocks, head]) if (block.number === log.blockNumber) block.timestamp = timestamp
  }

  timeOf(log: RecordLog): number {
    return this.record.blocks.find(({ number }) => number === log.blockNumber)!.timestamp
  }
}

function eventOf(topic = "") {
  const events = SOURCES.map((source) => EVENTS[source]).find((each) => each.getEvent(topic) !== null)!
  return { events, fragment: events.getEvent(topic)! }
}

function nameOf(topic: string | undefined): string {
  return eventOf(topic).fragment.name
}

function plain(result: Result): Values {
  return result.toArray(true) as Values
}
