import type { Column } from "./table.ts"

/** A part of the report: a heading, what it means, and a table. */
export interface Section {
  heading: string
  /** For readers who have never seen such a table. */
  explanation: string
  columns: readonly Column[]
  rows: readonly (readonly string[])[]
  /** A bar behind each row, as a share of the longest: 0 to 1. */
  bars?: readonly number[]
}
