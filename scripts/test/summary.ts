import type { Outcome } from "./outcome.ts"

/** One part's line in the summary. */
export interface Row {
  name: string
  outcome: Outcome
  seconds: number
}

/** A table of the parts, then what failed and what did not run, by name. */
export function summary(rows: readonly Row[]): string {
  const width = Math.max(...rows.map((row) => row.name.length), 4)
  const lines = rows.map(
    ({ name, outcome, seconds }) =>
      `  ${name.padEnd(width)}  ${pad(outcome.passed)}  ${pad(outcome.failed.length)}  ${seconds.toFixed(1).padStart(7)} s`,
  )
  const failed = rows.flatMap((row) => row.outcome.failed.map((title) => `  failed: ${row.name}: ${title}`))
  const skipped = rows.flatMap((row) => row.outcome.skipped.map((reason) => `  skipped: ${reason}`))
  return ["", `  ${"part".padEnd(width)}  passed  failed       time`, ...lines, ...failed, ...skipped, ""].join("\n")
}

/** The last line, and whether all is well: nothing failed and something ran. */
export function closingLine(outcomes: readonly Outcome[]): { line: string; good: boolean } {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, 0)
  const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped.length, 0)
  const line = `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ""}`
  return { line, good: failed === 0 && passed > 0 }
}

function pad(count: number): string {
  return String(count).padStart(6)
}
