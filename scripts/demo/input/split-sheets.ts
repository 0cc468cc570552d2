import { SHEET_CAPACITY, type Day } from "../../../sdk/index.ts"
import type { ScenarioRow, ScenarioSheet } from "../scenario.ts"

/** Rows of one period as sheets of at most 125 rows; none for no rows. */
export function splitSheets(name: string, day: Day, rows: readonly ScenarioRow[]): ScenarioSheet[] {
  const count = Math.ceil(rows.length / SHEET_CAPACITY)
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? name : `${name} (${index + 1} of ${count})`,
    day,
    rows: rows.slice(index * SHEET_CAPACITY, (index + 1) * SHEET_CAPACITY),
  }))
}
