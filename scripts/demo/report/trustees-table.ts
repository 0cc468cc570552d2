import type { TrusteeStanding } from "../journal.ts"
import { THRESHOLD } from "../steps/trustees.ts"
import type { Play } from "./play.ts"
import type { Section } from "./section.ts"

const AT_OPENING: Record<NonNullable<TrusteeStanding["opening"]>, string> = {
  decrypted: "decrypted the part, with a proof",
  "dropped out": "dropped out: was not heard of any more",
  "caught cheating": "was caught: false parts, which the contract refused by name",
}

/** Who made the key and who opened the sum. */
export function trusteesTable({ journal }: Play): Section | undefined {
  const { trustees } = journal
  if (trustees.length === 0) return undefined
  const done = (did: boolean): string => (did ? "yes" : "no")
  return {
    heading: "The trustees",
    explanation:
      `Any ${THRESHOLD} of the ${trustees.length} open the sum together; so one may be missing and one may cheat, and the result is the same. Each committed to what it would publish before ` +
      "anybody published, and dealt every other one a share, with a proof.",
    columns: [
      { head: "Trustee" },
      { head: "Committed" },
      { head: "Dealt shares" },
      { head: "When the sum was opened", flexible: true },
    ],
    rows: trustees.map(({ index, committed, dealt, opening }) => [
      String(index),
      done(committed),
      done(dealt),
      opening === undefined ? "nothing was opened" : AT_OPENING[opening],
    ]),
  }
}
