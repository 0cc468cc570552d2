import type { Refusal } from "../journal.ts"
import type { Play } from "./play.ts"
import type { Section } from "./section.ts"

const BY: Record<Refusal["by"], string> = {
  "own program": "own program",
  "second device": "second device",
  verifier: "off chain",
  contract: "contract",
}

export function refusalsTable({ journal }: Play): Section | undefined {
  if (journal.refusals.length === 0) return undefined
  return {
    heading: "What was tried and refused",
    explanation:
      "Attempts to cheat, made in passing; each must fail, or the demo does. The cheat's own program refuses, or a checker off chain (a voter's second device, or whoever gets a proof), or the contract. A mark is a number that a proof shows: the same for all that one member makes here, another one elsewhere.",
    columns: [{ head: "Attempt", flexible: true }, { head: "Refused by" }, { head: "Because" }],
    // One attempt may have been refused more than once; it is named once.
    rows: journal.refusals.map(({ attempt, by, reason }, index) => [
      attempt === journal.refusals[index - 1]?.attempt ? "" : attempt,
      BY[by],
      reason,
    ]),
  }
}
