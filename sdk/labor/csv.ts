// The build that has its own Buffer, so that one code path serves Node and browsers.
import { parse, CsvError } from "csv-parse/browser/esm/sync"
import { dayOf, type Day } from "../day.ts"
import { FileLineError, RochdaleError } from "../errors.ts"
import { formatMinutes, hours } from "./hours.ts"
import type { Kinds } from "./kinds.ts"

/** Which column holds what. */
export interface LaborColumns {
  member: string
  kind: string
  /** Hours as in 2.75, "2:45" or "2,75"; for a certificate the number 1. */
  hours: string
  /** ISO date; leave it out where the whole sheet has one day. */
  day?: string
}

export interface LaborCsvOptions {
  /** Name of the file, for errors. */
  file: string
  columns?: LaborColumns
  kinds: Kinds
  /** The most minutes that one line may have. */
  cap: number
  /** Takes only lines of these days (the others must be well-formed, but may be over the cap). Needs a column for the day. */
  onDays?: (day: Day) => boolean
}

/** A line of a labor sheet. */
export interface LaborLine {
  /** Number of the line in the file, the heading being 1. */
  line: number
  /** As written. */
  member: string
  /** Number of the kind. */
  kind: number
  /** Minutes, or 1 for a certificate. */
  amount: number
  day: Day | undefined
}

const DEFAULT_COLUMNS: LaborColumns = { member: "member", kind: "kind", hours: "hours" }

/**
 * Reads labor from CSV text (RFC 4180, first line the heading). Decimal hours are rounded to the nearest minute, line by line. Lines of zero
 * hours are left out.
 *
 * @throws FileLineError naming the first line that is malformed, has an unknown kind, a day that is none, hours below zero or over the cap
 */
export function readLaborCsv(
  text: string,
  { file, columns = DEFAULT_COLUMNS, kinds, cap, onDays }: LaborCsvOptions,
): LaborLine[] {
  const records = parseCsv(text, file, Object.values(columns))
  const lines: LaborLine[] = []
  for (const { line, fields } of records) {
    const read = atLine(file, line, () => ({
      kind: kinds.numberOf(fields[columns.kind] as string),
      day: columns.day === undefined ? undefined : dayOf(fields[columns.day] as string),
      minutes: hours(fields[columns.hours] as string),
    }))
    const member = fields[columns.member] as string
    if (member === "") throw new FileLineError(file, line, `column "${columns.member}" is empty`)
    if (onDays !== undefined && read.day !== undefined && !onDays(read.day)) continue
    const amount = kinds.list[read.kind]?.certificate ? certificate(file, line, fields[columns.hours]) : read.minutes
    if (amount > cap) {
      throw new FileLineError(
        file,
        line,
        `${formatMinutes(amount)} hours are over the cap of ${formatMinutes(cap)} for one line`,
      )
    }
    if (amount > 0) lines.push({ line, member, kind: read.kind, amount, day: read.day })
  }
  return lines
}

interface CsvRecord {
  line: number
  fields: Record<string, string>
}

/**
 * Reads CSV text whose first line is the heading.
 *
 * @param required columns that must be there
 * @throws FileLineError
 */
export function parseCsv(text: string, file: string, required: readonly string[]): CsvRecord[] {
  let heading: string[] = []
  try {
    const records = parse(text, {
      bom: true,
      // A file of a heading alone is a sheet without rows: its heading is checked all the same.
      columns: (names: string[]) => (heading = names),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      record: Record<string, string>
      info: { lines: number }
    }[]
    const missing = required.find((column) => !heading.includes(column))
    if (missing !== undefined)
      throw new FileLineError(file, 1, `there is no column "${missing}" among ${heading.join(", ") || "no columns"}`)
    return records.map(({ record, info }) => ({ line: info.lines, fields: record }))
  } catch (error) {
    if (error instanceof CsvError) throw new FileLineError(file, Number(error["lines"] ?? 1), error.message)
    throw error
  }
}

function atLine<Value>(file: string, line: number, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof RochdaleError) throw new FileLineError(file, line, error.message.replace(/\. [^.]*$/, ""))
    throw error
  }
}

function certificate(file: string, line: number, text: string | undefined): number {
  if (text !== "1") throw new FileLineError(file, line, `a certificate is written as 1, not "${text}"`)
  return 1
}
