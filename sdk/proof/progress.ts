/** How far a proof is. */
export interface Progress {
  stage: "loading" | "witness" | "proving"
  /** Share of the stage that is done, 0 to 1. */
  done: number
}

export type OnProgress = (progress: Progress) => void
