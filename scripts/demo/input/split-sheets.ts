import type { Day } from "../../../sdk/index.ts"
import { splitRows } from "../../../sdk/labor/draft-sheets.ts"
import type { ScenarioRow, ScenarioSheet } from "../scenario.ts"

/** As many as the smaller circuit of sheets proves; the demo proves every sheet. */
export const MOST_ROWS = 25

/** Rows of one period as sheets; none for no rows. */
export function splitSheets(name: string, day: Day, rows: readonly ScenarioRow[]): ScenarioSheet[] {
  return nameSheets(
    name,
    splitRows(rows, MOST_ROWS).map((part) => ({ day, rows: part })),
  )
}

/** Gives the sheets of one period their names. */
export function nameSheets(name: string, sheets: readonly Omit<ScenarioSheet, "name">[]): ScenarioSheet[] {
  return sheets.map((sheet, index) => ({
    ...sheet,
    name: sheets.length === 1 ? name : `${name} (${index + 1} of ${sheets.length})`,
  }))
}
