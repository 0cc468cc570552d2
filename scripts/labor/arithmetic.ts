import { minutesOf } from "../demo/arithmetic/minutes.ts"
import { rowsOf } from "../demo/arithmetic/rows.ts"

/** Minutes of each worker in each month, by "worker month", by plain sums: each task to the nearest minute. It shares no code with the SDK. */
export function minutesByWorkerMonth(text: string): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { date, worker, hours } of rowsOf<"date" | "worker" | "hours">(text)) {
    const key = `${worker} ${date.slice(0, 7)}`
    sums.set(key, (sums.get(key) ?? 0) + minutesOf(hours))
  }
  return sums
}
