// The build that has its own Buffer, so that one code path serves Node and browsers.
import { parse, CsvError } from "csv-parse/browser/esm/sync"
import { dayOf, type Day } from "../day.ts"
import { FileLineError, InvalidInputError, RochdaleError, type LineProblem } from "../errors.ts"
import { assertCap } from "./cap.ts"
import { cellOf, columnNames, minutesOfCell, type DecimalMark, type LaborColumns } from "./csv-columns.ts"
import { formatMinutes } from "./hours.ts"
import type { Kinds } from "./kinds.ts"

/** What stands between the fields of a line. */
export type Delimiter = "," | ";" | "\t"

export interface LaborCsvOptions {
  /** Name of the file, for errors. */
  file: string
  /** Columns "member", "kind" and "hours" when not given. */
  columns?: LaborColumns
  /** A comma when not given. Spreadsheets of countries with a decimal comma write semicolons. */
  delimiter?: Delimiter
  /** What the file's decimals have. When not given both are read, and a mark before three digits is a decimal mark too. */
  decimal?: DecimalMark
  kinds: Kinds
  /** The most minutes that one line may have, 1 to 2^24 - 1. */
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
 * @throws FileLineError naming every line that has another number of fields than the heading, an unknown kind, a day that is none, hours below
 *   zero or over the cap. After a quote that is out of place nothing more can be told: then it names that line alone.
 * @throws InvalidInputError for a cap that no record could hold
 */
export function readLaborCsv(text: string, options: LaborCsvOptions): LaborLine[] {
  const { file, columns = DEFAULT_COLUMNS, delimiter, cap } = options
  assertCap(cap)
  const { records, problems } = splitCsv(text, file, columnNames(columns), delimiter)
  const lines: LaborLine[] = []
  const overCap: LineProblem[] = []
  for (const { line, fields } of records) {
    try {
      const read = readLine(line, fields, columns, options)
      if (read.day !== undefined && options.onDays?.(read.day) === false) continue
      if (read.amount > cap) overCap.push({ line, problem: overTheCap(read.amount, cap) })
      else if (read.amount > 0) lines.push(read)
    } catch (error) {
      if (!(error instanceof RochdaleError)) throw error
      problems.push({ line, problem: problemOf(error) })
    }
  }
  if (problems.length > 0) throw FileLineError.ofAll(file, [...problems, ...overCap])
  if (overCap.length > 0) throw FileLineError.ofAll(file, overCap, OVER_CAP_HINT)
  return lines
}

const OVER_CAP_HINT = "Correct what is wrong, or set the cap higher if it is right; nothing was taken"

function overTheCap(amount: number, cap: number): string {
  return `${formatMinutes(amount)} hours are over the cap of ${formatMinutes(cap)} for one line`
}

function readLine(
  line: number,
  fields: CsvFields,
  columns: LaborColumns,
  { kinds, decimal }: LaborCsvOptions,
): LaborLine {
  const kind = kinds.numberOf(cellOf(fields, columns.kind))
  const day = columns.day === undefined ? undefined : dayOf(cellOf(fields, columns.day))
  const hours = cellOf(fields, columns.hours)
  const minutes = minutesOfCell(hours, decimal)
  const member = cellOf(fields, columns.member)
  if (member === "") throw new InvalidInputError("member", member, "the name or number of a member")
  if (!kinds.isCertificate(kind)) return { line, member, kind, amount: minutes, day }
  if (hours !== "1") throw new InvalidInputError("hours", hours, "1 for a certificate")
  return { line, member, kind, amount: 1, day }
}

/** What an error says is wrong, without what to do about it. */
function problemOf({ message, hint }: RochdaleError): string {
  return message.slice(0, message.length - hint.length).replace(/\. $/, "")
}

type CsvFields = Readonly<Record<string, string>>

interface CsvRecord {
  line: number
  fields: CsvFields
}

/**
 * Reads CSV text whose first line is the heading.
 *
 * @param required columns that must be there, once each
 * @throws FileLineError naming all lines with another number of fields than the heading
 */
export function parseCsv(
  text: string,
  file: string,
  required: readonly string[],
  delimiter: Delimiter = ",",
): CsvRecord[] {
  const { records, problems } = splitCsv(text, file, required, delimiter)
  if (problems.length > 0) throw FileLineError.ofAll(file, problems)
  return records
}

function splitCsv(
  text: string,
  file: string,
  required: readonly string[],
  delimiter: Delimiter = ",",
): { records: CsvRecord[]; problems: LineProblem[] } {
  const [first, ...others] = csvRows(text, file, delimiter)
  const heading = first?.record ?? []
  assertColumns(heading, required, file, delimiter)
  const records: CsvRecord[] = []
  const problems: LineProblem[] = []
  for (const {
    record,
    info: { lines: line },
  } of others) {
    if (record.length === heading.length) {
      records.push({ line, fields: Object.fromEntries(heading.map((name, index) => [name, record[index] as string])) })
    } else {
      problems.push({ line, problem: `it has ${record.length} fields, but the heading has ${heading.length}` })
    }
  }
  return { records, problems }
}

interface CsvRow {
  record: string[]
  info: { lines: number }
}

function csvRows(text: string, file: string, delimiter: Delimiter): CsvRow[] {
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
    return rows as CsvRow[]
  } catch (error) {
    if (error instanceof CsvError) throw new FileLineError(file, Number(error["lines"] ?? 1), error.message)
    throw error
  }
}

function assertColumns(
  heading: readonly string[],
  required: readonly string[],
  file: string,
  delimiter: Delimiter,
): void {
  for (const column of required) {
    const count = heading.filter((name) => name === column).length
    if (count === 1) continue
    if (count > 1) throw new FileLineError(file, 1, `there are ${count} columns "${column}"`)
    const other = [",", ";", "\t"].find((mark) => mark !== delimiter && heading[0]?.includes(mark))
    throw new FileLineError(
      file,
      1,
      `there is no column "${column}" among ${heading.join(", ") || "no columns"}`,
      other && `Its fields seem to be parted by ${JSON.stringify(other)}: say so as the delimiter; nothing was taken`,
    )
  }
}
