import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js"
import { dateOf, today } from "../day.ts"
import { decodeOpening, encodeOpening } from "../delivery/opening-encoding.ts"
import type { Cursor } from "../delivery/mailbox.ts"
import type { RecordOpening } from "../labor/opening.ts"
import { openRecord } from "../labor/opening.ts"
import type { Json } from "./vault.ts"

/** Entry that lists the records and says how far the mailbox was read. */
export const LIST_ENTRY = "passbook/list"

const RECORDS = "passbook/records/"
const SPENT = "passbook/spent/"

/** Entry with the openings of one month. */
export function recordsEntry(day: number): string {
  return RECORDS + monthOf(day)
}

/** Entry with the uses that were noted in one month. */
export function spentEntry(day: number): string {
  return SPENT + monthOf(day)
}

export function isPassbookEntry(name: string): boolean {
  return name === LIST_ENTRY || isRecordsEntry(name) || isSpentEntry(name)
}

export function isRecordsEntry(name: string): boolean {
  return name.startsWith(RECORDS)
}

export function isSpentEntry(name: string): boolean {
  return name.startsWith(SPENT)
}

/** Names of all entries that a passbook can have made until now: for what is left of a vault whose index is lost. */
export function possibleEntries(): string[] {
  const years = Number(dateOf(today()).slice(0, 4)) + 1 - 1970
  const months = Array.from({ length: (years + 1) * 12 }, (_, month) => {
    return `${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`
  })
  return [LIST_ENTRY, ...months.flatMap((month) => [RECORDS + month, SPENT + month])]
}

/** A record in the list. The list is kept apart from the records, so that it can say which ones are lost. */
export interface ListedRecord {
  /** Record and sheet in hex: a record that was carried over to a corrected sheet is there twice. */
  key: string
  day: number
  /** Decimal string. */
  sheetRoot: string
}

/** Content of the list entry. */
export interface RecordList {
  cursor: Cursor | undefined
  records: ListedRecord[]
}

export function listed(opening: RecordOpening, commitment: bigint): ListedRecord {
  const { record, sheetRoot, day } = openRecord(opening, commitment)
  return { key: `${record.toString(16)}/${sheetRoot.toString(16)}`, day, sheetRoot: sheetRoot.toString() }
}

export function listToJson({ cursor, records }: RecordList): Json {
  return { cursor: cursor === undefined ? null : { ...cursor }, records: records.map(({ key, day }) => [key, day]) }
}

/** @param json what listToJson gave; undefined for a passbook that is still empty */
export function listFromJson(json: Json | undefined): RecordList {
  if (json === undefined) return { cursor: undefined, records: [] }
  const { cursor, records } = json as unknown as { cursor: Cursor | null; records: [string, number][] }
  return {
    cursor: cursor ?? undefined,
    records: records.map(([key, day]) => ({
      key,
      day,
      sheetRoot: BigInt(`0x${key.split("/")[1] as string}`).toString(),
    })),
  }
}

/** Each opening has one spelling, so that equal ones are found as equal text. */
export function openingToJson(opening: RecordOpening, commitment: bigint): string {
  return bytesToHex(encodeOpening(opening, commitment))
}

/** @throws EnvelopeError */
export function openingsFromJson(json: Json | undefined, commitment: bigint): RecordOpening[] {
  return ((json ?? []) as string[]).map((hex) => decodeOpening(hexToBytes(hex), commitment))
}

/** One use of a scope. Plain JSON. */
export interface SpentUse {
  /** Decimal string. */
  scope: string
  slot: number
  /** The scope's, for people. */
  description: string
}

export function spentFromJson(json: Json | undefined): SpentUse[] {
  return (json ?? []) as unknown as SpentUse[]
}

function monthOf(day: number): string {
  return dateOf(day).slice(0, 7)
}
