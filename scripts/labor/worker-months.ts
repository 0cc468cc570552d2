import {
  dateOf,
  draftSheets,
  Ledger,
  Member,
  Periods,
  proveQuota,
  QuotaNotReachedError,
  readLaborCsv,
  Roll,
  Scope,
  sheetsOfDrafts,
  verify,
  type CircuitName,
  type Kinds,
  type Prover,
  type Quota,
  type RecordOpening,
} from "../../sdk/index.ts"
import { parseCsv } from "../../sdk/labor/csv.ts"
import { AMOUNT_BITS } from "../../sdk/parameters.ts"
import { quotaStatement } from "../../sdk/proof/prove-quota.ts"
import { kindsOfCategories } from "../demo/input/categories.ts"

const COLUMNS = { member: "worker", kind: "category", hours: "hours", day: "date" }
const CLASS = "worker"
/** The most that one record can say. */
export const MOST_MINUTES = 2 ** AMOUNT_BITS - 1

/** One worker and one month in which that worker has a task. */
export interface WorkerMonth {
  worker: string
  /** As in "2006-01". */
  month: string
  /** The last day of the month. */
  day: number
}

/** A file of booked hours as a commune's labor: its workers on a roll, all months as sheets on a ledger. */
export interface BookedLabor {
  workerMonths: WorkerMonth[]
  roll: Roll
  ledger: Ledger
  kinds: Kinds
  members: ReadonlyMap<string, Member>
  openings: ReadonlyMap<string, readonly RecordOpening[]>
}

/** Where a worker stands in a month. */
export type Answer = { state: "proved" } | { state: "short"; missing: number }

/**
 * Reads booked hours: columns date, worker, category, hours. Each task is rounded to the nearest minute; a worker's tasks of one month and category add up to one
 * row, and each month is a sheet (or several).
 *
 * @param text content of the file
 * @param cap  the most minutes of one task; a month's tasks together may have more
 * @throws FileLineError naming every line that cannot be used, those over the cap among them; FileFormError
 */
export function readBookedLabor(text: string, file: string, cap: number): BookedLabor {
  const all = parseCsv(text, file, Object.values(COLUMNS))
  const kinds = kindsOfCategories(all, COLUMNS.kind, file)
  const lines = readLaborCsv(text, { file, columns: COLUMNS, kinds, cap })
  const months = Periods.months()
  const drafts = draftSheets(lines, { file, kinds, cap: MOST_MINUTES, periodEnd: (day) => months.at(day).to })
  const workers = [...new Set(all.map(({ fields }) => fields[COLUMNS.member] as string))]
  const members = new Map(workers.map((worker) => [worker, Member.create()]))
  const sheets = sheetsOfDrafts(drafts, (worker) => members.get(worker)?.commitment, file)
  // A task of zero hours is no row, but its worker has worked in that month and is asked too.
  const pairs = new Map(
    all.map(({ fields }): [string, WorkerMonth] => {
      const [worker, date] = [fields[COLUMNS.member] as string, fields[COLUMNS.day] as string]
      const { name, to } = months.at(date)
      return [`${worker} ${name}`, { worker, month: name, day: to }]
    }),
  )
  return {
    workerMonths: [...pairs.values()].sort((one, other) => one.day - other.day),
    roll: Roll.of(
      [...members.values()].map(({ commitment }) => ({ commitment, class: CLASS, admitted: "1970-01-01" })),
    ),
    ledger: Ledger.of(sheets),
    kinds,
    members,
    openings: new Map(
      [...members].map(([worker, { commitment }]) => [
        worker,
        sheets.flatMap((sheet) => sheet.openingsFor(commitment)),
      ]),
    ),
  }
}

/** What is asked of a worker in a month: so many minutes of any kind. */
function questionOf({ kinds }: BookedLabor, { month, day }: WorkerMonth, minutes: number) {
  const quota: Quota = {
    kinds: kinds.list.map(({ name }) => name),
    from: `${month}-01`,
    to: dateOf(day),
    atLeast: minutes,
  }
  const scope = Scope.offChain("https://rochdale.example/labor", `${minutes} minutes in ${month}`)
  return { scope, policy: { classes: [CLASS] }, quota, kinds }
}

/** Proves the quota of one month and verifies the proof, or says what is missing. @param proverOf gives a warm prover of a circuit */
export async function prove(
  labor: BookedLabor,
  one: WorkerMonth,
  minutes: number,
  proverOf: (circuit: CircuitName) => Promise<Prover>,
): Promise<Answer> {
  const { roll, ledger, members, openings } = labor
  const question = questionOf(labor, one, minutes)
  const own = { ...question, openings: openings.get(one.worker) ?? [] }
  const member = members.get(one.worker) as Member
  return answered(async () => {
    const { circuit } = await quotaStatement(member, roll, ledger, own)
    const proof = await proveQuota(member, roll, ledger, { ...own, prover: await proverOf(circuit) })
    await verify(proof, { ...question, roll, ledger })
  })
}

/**
 * The same without a proof: the inputs of the circuit go to `check`.
 *
 * @param check must throw for inputs that do not satisfy the circuit
 */
export async function checkWitness(
  labor: BookedLabor,
  one: WorkerMonth,
  minutes: number,
  check: (statement: Awaited<ReturnType<typeof quotaStatement>>) => Promise<void>,
): Promise<Answer> {
  const { roll, ledger, members, openings } = labor
  return answered(async () => {
    const own = { ...questionOf(labor, one, minutes), openings: openings.get(one.worker) ?? [] }
    await check(await quotaStatement(members.get(one.worker) as Member, roll, ledger, own))
  })
}

async function answered(attempt: () => Promise<void>): Promise<Answer> {
  try {
    await attempt()
    return { state: "proved" }
  } catch (error) {
    if (!(error instanceof QuotaNotReachedError)) throw error
    return { state: "short", missing: error.missingMinutes }
  }
}
