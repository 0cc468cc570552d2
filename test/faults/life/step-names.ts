/** The steps of the commune's life, in their order. */
export const STEP_NAMES = [
  "admit",
  "write",
  "post",
  "countersign",
  "deliver",
  "collect",
  "van",
  "form",
  "commit",
  "deal",
  "finish",
  "propose",
  "open",
  "vote",
  "vote again",
  "close",
  "decrypt",
  "announce",
  "audit",
] as const

export type StepName = (typeof STEP_NAMES)[number]
