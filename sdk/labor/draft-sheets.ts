import type { FieldInput } from "../crypto/field.ts"
import { dateOf, dayOf, type Day } from "../day.ts"
import { FileLineError, InvalidInputError, type LineProblem } from "../errors.ts"
import { lineList } from "../errors/line-list.ts"
import type { LaborLine } from "./csv.ts"
import { formatMinutes } from "./hours.ts"
import type { Kinds } from "./kinds.ts"
import { Sheet, SHEET_CAPACITY } from "./sheet.ts"

/** A sheet that is not made yet: its members are as the file names them. */
export interface DraftSheet {
  /** Last day of the period. */
  day: Day
  /** One or more, at most 125. */
  rows: DraftRow[]
}

export interface DraftRow {
  /** As written in the file. */
  member: string
  /** Number of the kind. */
  kind: number
  /** Minutes, or 1 for a certificate. */
  amount: number
  /** Lines of the file that add up to it. */
  lines: number[]
}

export interface DraftOptions {
  /** Name of the file, for errors. */
  file: string
  kinds: Kinds
  /** The most minutes that one row may have. */
  cap: number
  /** Last day of the period that a day is in; or one day, that of all lines. */
  periodEnd: string | Day | ((day: Day) => Day)
  /** Makes each line a row of its own. Otherwise a member's lines of one kind and period add up to one row. */
  apart?: boolean
  /** The most rows of one sheet, 1 to 125; 125 when not given. 25 is what the smaller circuit of sheets proves. */
  sheetRows?: number
}

/**
 * Lines of a file as rows of sheets. The sheets come by their days and the rows by their first lines; where a period has more rows than one sheet, its
 * sheets are as alike in size as can be, because the total of a small one would tell too much. The same certificate twice in one period is one.
 *
 * @throws FileLineError naming every row over the cap by member, period and lines, and every line after the one day that was given
 * @throws InvalidInputError for a period that ends before the day that is in it, or lines without a day where there is none for all
 */
export function draftSheets(lines: readonly LaborLine[], options: DraftOptions): DraftSheet[] {
  const periods = new Map<Day, Map<string, DraftRow>>()
  const problems: LineProblem[] = []
  for (const { line, member, kind, amount, day } of lines) {
    const end = endOf(day, options.periodEnd)
    if (day !== undefined && day > end) {
      problems.push({ line, problem: `its day, ${dateOf(day)}, is after that of the sheet, ${dateOf(end)}` })
    }
    const rows = periods.get(end) ?? new Map<string, DraftRow>()
    periods.set(end, rows)
    const key = options.apart === true ? String(line) : `${kind} ${member}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { member, kind, amount, lines: [line] })
    else {
      row.lines.push(line)
      if (!options.kinds.isCertificate(kind)) row.amount += amount
    }
  }
  const sorted = [...periods].sort(([a], [b]) => a - b).map(([day, rows]) => ({ day, rows: [...rows.values()] }))
  for (const { day, rows } of sorted) problems.push(...rows.flatMap((row) => overTheCap(row, day, options)))
  if (problems.length > 0) throw FileLineError.ofAll(options.file, problems)
  return sorted.flatMap(({ day, rows }) => splitRows(rows, options.sheetRows).map((part) => ({ day, rows: part })))
}

/**
 * Rows in parts, as alike in size as can be, in their order; none for no rows.
 *
 * @param most rows of a part, 1 to 125
 * @throws InvalidInputError
 */
export function splitRows<Row>(rows: readonly Row[], most = SHEET_CAPACITY): Row[][] {
  if (!Number.isInteger(most) || most < 1 || most > SHEET_CAPACITY) {
    throw new InvalidInputError("sheetRows", most, `a whole number from 1 to ${SHEET_CAPACITY}`)
  }
  const count = Math.ceil(rows.length / most)
  const start = (part: number): number => Math.floor((part * rows.length) / count)
  return Array.from({ length: count }, (_, part) => rows.slice(start(part), start(part + 1)))
}

/** Whose commitment a name in a file stands for. */
export type MemberNames = ReadonlyMap<string, FieldInput> | ((member: string) => FieldInput | undefined)

/**
 * Makes sheets, with fresh salts, of drafts.
 *
 * @param members the commitment for each name in the file
 * @throws FileLineError naming every line whose member has none
 * @throws InvalidFieldElementError for a commitment that is no field element; nothing is made then
 */
export function sheetsOfDrafts(drafts: readonly DraftSheet[], members: MemberNames, file: string): Sheet[] {
  const commitmentOf = typeof members === "function" ? members : (member: string) => members.get(member)
  const problems: LineProblem[] = []
  const filled = drafts.map(({ day, rows }) => ({
    day,
    rows: rows.map(({ member, kind, amount, lines }) => {
      const commitment = commitmentOf(member)
      if (commitment === undefined) {
        problems.push(
          ...lines.map((line) => ({ line, problem: `${JSON.stringify(member)} is no member's name or number` })),
        )
      }
      return { commitment: commitment ?? 0n, kind, amount }
    }),
  }))
  if (problems.length > 0) throw FileLineError.ofAll(file, problems)
  return filled.map(({ day, rows }) => Sheet.of(day, rows))
}

function endOf(day: Day | undefined, periodEnd: DraftOptions["periodEnd"]): Day {
  if (typeof periodEnd !== "function") return dayOf(periodEnd)
  if (day === undefined) {
    throw new InvalidInputError(
      "periodEnd",
      "a function",
      "one day, because the lines have none",
      "Declare the file's column for the day, or give the last day of its period",
    )
  }
  const end = dayOf(periodEnd(day))
  if (end < day)
    throw new InvalidInputError("periodEnd", dateOf(end), `${dateOf(day)}, which is in the period, or later`)
  return end
}

function overTheCap({ member, kind, amount, lines }: DraftRow, day: Day, { kinds, cap }: DraftOptions): LineProblem[] {
  if (amount <= cap) return []
  const whose = `${JSON.stringify(member)} in the period to ${dateOf(day)}, ${kinds.nameOf(kind)}`
  const found = `${formatMinutes(amount)} hours (${lineList(lines)}) are over the cap of ${formatMinutes(cap)} for one row`
  return [{ line: lines[0] as number, problem: `${whose}: ${found}` }]
}
