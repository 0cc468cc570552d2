import type { Column } from "./table.ts"
import type { Section } from "./section.ts"

const WIDTH = 30

/** A section's table with its bars drawn in a last column, for a terminal. */
export function withBars({ columns, rows, bars }: Section): { columns: readonly Column[]; rows: Section["rows"] } {
  if (bars === undefined) return { columns, rows }
  return {
    columns: [...columns, { head: "" }],
    rows: rows.map((row, index) => [...row, "█".repeat(Math.round((bars[index] ?? 0) * WIDTH))]),
  }
}

/** Each amount as a share of the largest. */
export function sharesOf(amounts: readonly number[]): number[] {
  const most = Math.max(...amounts, 1)
  return amounts.map((amount) => amount / most)
}
