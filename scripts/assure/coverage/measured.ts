import type { FileCoverage } from "./file-coverage.ts"
import type { TestRun } from "./test-runs.ts"

/** A part of the project whose coverage is measured. */
export interface Measured {
  /** As `--only` takes it. */
  name: string
  /** As reports call it. */
  what: string
  /** Whether a file of the project belongs to it. */
  contains: (file: string) => boolean
  /** Takes away what earlier runs left. */
  forget: () => Promise<void>
  /** The tests that count, the longest first. */
  runs: () => Promise<TestRun[]>
  /** What these runs, or earlier ones, have measured. */
  files: () => Promise<FileCoverage[]>
}
