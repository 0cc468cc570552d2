import type { Day, Kinds } from "../../../sdk/index.ts"
import { splitRows } from "../../../sdk/labor/draft-sheets.ts"
import type { ScenarioRow, ScenarioSheet } from "../scenario.ts"

/** As many as the smaller circuit of sheets proves; the demo proves every sheet. */
export const MOST_ROWS = 25

/**
 * Rows of one period as sheets; none for no rows. A group of the books stays on one sheet where that can be, as if one attester kept the kitchen's list and
 * another the garden's: so more groups have enough members to be shown.
 */
export function splitSheets(name: string, day: Day, rows: readonly ScenarioRow[], kinds: Kinds): ScenarioSheet[] {
  const parts = wholeGroups(rows, kinds) ?? splitRows(rows, MOST_ROWS)
  return nameSheets(
    name,
    parts.map((part) => ({ day, rows: part })),
  )
}

/** The largest groups first, each to the sheet with fewest rows; undefined where one does not fit. */
function wholeGroups(rows: readonly ScenarioRow[], kinds: Kinds): ScenarioRow[][] | undefined {
  const groups = new Map<number | undefined, ScenarioRow[]>()
  for (const row of rows) {
    const group = kinds.groupOf(row.kind)
    groups.set(group, [...(groups.get(group) ?? []), row])
  }
  const sheets = splitRows(rows, MOST_ROWS).map((): ScenarioRow[] => [])
  for (const group of [...groups.values()].sort((one, other) => other.length - one.length)) {
    const [emptiest] = sheets.toSorted((one, other) => one.length - other.length)
    if (emptiest === undefined || emptiest.length + group.length > MOST_ROWS) return undefined
    emptiest.push(...group)
  }
  return sheets
}

/** Gives the sheets of one period their names. */
export function nameSheets(name: string, sheets: readonly Omit<ScenarioSheet, "name">[]): ScenarioSheet[] {
  return sheets.map((sheet, index) => ({
    ...sheet,
    name: sheets.length === 1 ? name : `${name} (${index + 1} of ${sheets.length})`,
  }))
}
