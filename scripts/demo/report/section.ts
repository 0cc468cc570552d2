/** A part of the report: a heading, what it means, and a table. */
export interface Section {
  heading: string
  /** For readers who have never seen such a table. */
  explanation: string
  table: string
}
