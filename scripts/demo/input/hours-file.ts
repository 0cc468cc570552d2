import { basename } from "node:path"
import { dateOf, draftSheets, formatMinutes, readLaborCsv } from "../../../sdk/index.ts"
import { parseCsv } from "../../../sdk/labor/csv.ts"
import { AMOUNT_BITS } from "../../../sdk/parameters.ts"
import { expectedOfHours } from "../arithmetic/hours.ts"
import { FileFormError, OptionError } from "../errors.ts"
import type { Scenario } from "../scenario.ts"
import { kindsOfCategories } from "./categories.ts"
import { daysOfMonth } from "./period.ts"
import { readText } from "./read-text.ts"
import { MOST_ROWS, nameSheets } from "./split-sheets.ts"

const COLUMNS = { member: "worker", kind: "category", hours: "hours", day: "date" }
/** The most that one record can say. */
const MOST_MINUTES = 2 ** AMOUNT_BITS - 1
const CLASS = "worker"

export interface HoursInput {
  file: string
  /** As in "2006-01". */
  month: string
  /** Minutes that each worker of the month must have done. */
  quota: number
}

/**
 * A team whose booked hours are the labor of one month: columns date, worker, category, hours. The categories are the kinds. Each task is rounded to the
 * nearest minute, then a worker's tasks of a category add up to one row.
 *
 * @throws OptionError, FileAccessError, FileFormError, FileLineError
 */
export async function readHoursFile({ file, month, quota }: HoursInput): Promise<Scenario> {
  const days = daysOfMonth(month)
  if (days === undefined) throw new OptionError(`--month ${month} is no month`, "Write it as in 2006-01")
  const text = await readText(file)
  const all = parseCsv(text, file, Object.values(COLUMNS))
  const kinds = kindsOfCategories(all, COLUMNS.kind, file)
  const { first, last } = days
  const lines = readLaborCsv(text, {
    file,
    columns: COLUMNS,
    kinds,
    cap: MOST_MINUTES,
    onDays: (day) => day >= first && day <= last,
  })
  const tasks = all.filter(({ fields }) => (fields[COLUMNS.day] ?? "").startsWith(month))
  if (tasks.length === 0) {
    const months = all.map(({ fields }) => (fields[COLUMNS.day] ?? "").slice(0, 7)).sort()
    const range = months.length === 0 ? "" : `; it goes from ${months[0] ?? ""} to ${months.at(-1) ?? ""}`
    throw new FileFormError(file, `it has no row in ${month}${range}`, "Give another --month")
  }
  const workers = [...new Set(tasks.map(({ fields }) => fields[COLUMNS.member] as string))].sort(byNumber)

  const name = basename(file).replace(/\.[^.]*$/, "")
  return {
    name,
    title: `${name}, ${month}: who did at least ${formatMinutes(quota)} hours?`,
    about: [
      `Input: ${file}. ${tasks.length} tasks of ${workers.length} workers in ${month}; a worker's tasks of one category add up to one row.`,
    ],
    classes: [CLASS],
    kinds,
    members: workers.map((worker) => ({ name: worker, class: CLASS, admitted: first })),
    sheets: nameSheets(
      month,
      draftSheets(lines, { file, kinds, cap: MOST_MINUTES, periodEnd: last, sheetRows: MOST_ROWS }),
    ),
    // Three members behind a public total, or as many as there are.
    sheetRules: { kinds, cap: MOST_MINUTES, minimumRows: Math.min(3, workers.length) },
    countersignatures: 1,
    rootWindow: 7 * 86_400,
    policy: { classes: [CLASS], admittedBy: dateOf(last) },
    quotas: [{ kinds: kinds.list.map((kind) => kind.name), from: dateOf(first), to: dateOf(last), atLeast: quota }],
    poll: undefined,
    expected: expectedOfHours(text, month, quota),
  }
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true })
}
