/** How far a proof, or the checking of a batch of proofs, is. */
export interface Progress {
  stage: "loading" | "witness" | "proving" | "verifying"
  /** Share of the stage that is done, 0 to 1. */
  done: number
}

export type OnProgress = (progress: Progress) => void
