// This folder works the results out from the input by sums and comparisons. It shares no code with the SDK, so that the two check each other.
import type { Decision, Standing } from "../standing.ts"

/** What must come out. */
export interface Expected {
  /** By the member's name. */
  standings: Map<string, Standing>
  decision: Decision | undefined
  /** Minutes of labor of all together, by the last day (ISO) of each period; certificates are none. Undefined where there is no labor. */
  books: Map<string, number> | undefined
}
