import { parse } from "csv-parse/sync"

/** The rows of a CSV file by the names in its heading. */
export function rowsOf<Column extends string>(text: string): Record<Column, string>[] {
  return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })
}
