// This folder works the results out from the input by sums and comparisons. It shares no code with the SDK, so that the two check each other.
import type { Decision, Standing } from "../standing.ts"

/** What must come out. */
export interface Expected {
  /** By the member's name. */
  standings: Map<string, Standing>
  decision: Decision | undefined
}
