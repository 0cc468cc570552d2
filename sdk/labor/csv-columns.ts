import { InvalidInputError } from "../errors.ts"
import { hours } from "./hours.ts"

/** A column by its heading, or what holds on every line of a file that has no such column. */
export type LaborColumn = string | { always: string }

/** Which column of a file holds what: `{ member: "worker", kind: { always: "kitchen" }, hours: "h" }`. */
export interface LaborColumns {
  member: LaborColumn
  kind: LaborColumn
  /** Hours as in 2.75, "2:45" or "2,75"; for a certificate the number 1. */
  hours: string
  /** ISO date; leave it out where the whole sheet has one day. */
  day?: LaborColumn
}

/** The mark between whole hours and their decimals. */
export type DecimalMark = "." | ","

/** The headings that a file must have. */
export function columnNames({ member, kind, hours, day }: LaborColumns): string[] {
  return [member, kind, hours, day].filter((column) => typeof column === "string")
}

/** What a line has in a column, the heading of which was looked for before. */
export function cellOf(fields: Readonly<Record<string, string>>, column: LaborColumn): string {
  return typeof column === "string" ? (fields[column] as string) : column.always
}

/** Minutes of a cell with hours. @throws InvalidInputError for no hours, or another mark than the file's: 1.234 may be a thousand */
export function minutesOfCell(text: string, decimal?: DecimalMark): number {
  const other = decimal === "," ? "." : ","
  if (decimal !== undefined && text.includes(other)) {
    throw new InvalidInputError("hours", text, `hours with "${decimal}" as the decimal mark, and no "${other}"`)
  }
  return hours(text)
}
