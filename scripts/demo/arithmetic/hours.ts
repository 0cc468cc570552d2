import type { Expected } from "./expected.ts"
import { minutesOf } from "./minutes.ts"
import { rowsOf } from "./rows.ts"

/** Rows that one proof can count. */
const MOST_ROWS = 4

/** Who of a month's workers reaches the quota: each task to the nearest minute, summed by category, the largest sums added. */
export function expectedOfHours(text: string, month: string, quota: number): Expected {
  let total = 0
  const sums = new Map<string, Map<string, number>>()
  for (const { date, worker, category, hours } of rowsOf<"date" | "worker" | "category" | "hours">(text)) {
    if (date.slice(0, 7) !== month) continue
    const categories = sums.get(worker) ?? new Map<string, number>()
    categories.set(category, (categories.get(category) ?? 0) + minutesOf(hours))
    total += minutesOf(hours)
    sums.set(worker, categories)
  }
  const standings: Expected["standings"] = new Map()
  for (const [worker, categories] of sums) {
    const amounts = [...categories.values()].filter((amount) => amount > 0).sort((a, b) => b - a)
    const reached = amounts.slice(0, MOST_ROWS).reduce((sum, amount) => sum + amount, 0)
    standings.set(
      worker,
      reached >= quota
        ? { state: "proved" }
        : { state: "short", missing: quota - reached, reached, rows: amounts.length },
    )
  }
  return { standings, decision: undefined, books: new Map([[lastDayOf(month), total]]) }
}

/** The day before the first of the next month. */
function lastDayOf(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
