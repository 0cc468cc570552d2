import CliTable3 from "cli-table3"

/** A column of a table. */
export interface Column {
  head: string
  align?: "left" | "right"
  /** The column that gives way, by wrapping, where the table is too wide. */
  flexible?: boolean
}

const PADDING = 2
const LEAST_FLEXIBLE = 16

/** A table as text, at most `width` columns wide where its flexible column can make it so. Lines stand between the rows where some have several lines. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const lengths = columns.map(({ head }, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? "")].map((text) => text.length)),
  )
  const taken = lengths.reduce((sum, length) => sum + length + PADDING, 0) + columns.length + 1
  const colWidths = columns.map(({ flexible }, column) => {
    const length = (lengths[column] as number) + PADDING
    return flexible === true ? Math.max(length - Math.max(taken - width, 0), LEAST_FLEXIBLE) : length
  })
  const wraps = colWidths.some((size, column) => size < (lengths[column] as number) + PADDING)
  const made = new CliTable3({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? "left"),
    colWidths,
    wordWrap: true,
    // The library colours heads and borders unless told not to.
    style: { head: [], border: [], compact: !wraps },
  })
  made.push(...rows.map((row) => [...row]))
  return made.toString()
}
