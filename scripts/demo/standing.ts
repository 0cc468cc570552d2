/** Where a member stands: what came of the attempt to prove what is asked. */
export type Standing =
  | { state: "proved" }
  /** Has no ballot in the input. */
  | { state: "stayed-home" }
  | { state: "class-not-admitted"; class: string }
  /** @param admitted ISO day */
  | { state: "admitted-too-late"; admitted: string }
  | Short

/** In minutes, with the rows that one proof can count. */
export interface Short {
  state: "short"
  missing: number
  reached: number
  /** Rows that fit the quota. */
  rows: number
}

/** How a decision came out. */
export interface Decision {
  electorate: number
  /** Members who voted. */
  ballots: number
  /** Ballots of each option; empty where they were too few to be opened. */
  tally: number[]
  outcome: "no-quorum" | "blocked" | "not-carried" | "carried"
  /** Number of the option that carried. */
  option: number | undefined
}
