import type { Report } from "./report.ts"

/** How much is measured. */
export interface Effort {
  /** Measurements of each thing. */
  rounds: number
  /** Only the small sizes: it shows that everything runs, and says little about speed. */
  quick: boolean
}

/** A part of the benchmark that can be run by its name. */
export interface Part {
  name: string
  /** What it measures, for the help. */
  about: string
  run: (report: Report, effort: Effort) => Promise<void>
}
