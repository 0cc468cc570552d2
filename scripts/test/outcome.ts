/** What came of one part. */
export interface Outcome {
  passed: number
  /** Titles of the tests that failed, and what else went wrong: a crash, a time limit. */
  failed: string[]
  /** What did not run, each with its reason. */
  skipped: string[]
}

/** What the process of one part tells the main process while it runs. */
export type PartMessage =
  { kind: "passed" } | { kind: "failed"; title: string } | { kind: "skipped"; title: string } | { kind: "end" }
