import type { Play } from "./play.ts"
import type { Section } from "./section.ts"
import { duration, grouped } from "./number.ts"

/** In the order in which they are shown. */
const NAMES: Record<string, string> = {
  "sheet-25": "prove a labor sheet of up to 25 lines",
  "sheet-25, side by side": "prove a labor sheet, two at once",
  "collect own lines": "find the own lines among all sealed envelopes",
  "deal-5": "prove a trustee's dealing",
  "deal-5, side by side": "prove a trustee's dealing, two at once",
  "ballot-4": "prove an encrypted ballot, and membership with it",
  "ballot-4, side by side": "prove an encrypted ballot, two members at once",
  "ballot-12": "prove an encrypted ballot of up to 12 options, and membership with it",
  "ballot-12, side by side": "prove such a ballot, two members at once",
  "quota-4": "prove the labor quota",
  "quota-4, side by side": "prove the labor quota, two members at once",
  "check off chain": "check one member's proofs off chain",
  "check on chain": "ask the contracts about a proof",
  "send and check on chain": "send a ballot, until it is in a block",
  decrypt: "prove a trustee's part of one ciphertext",
  "decrypt the own part": "add the ballots up again, and decrypt and prove a trustee's part",
  "find the totals": "find the totals in the log: add up, combine the parts, search",
}

export function timesTable({ journal }: Play): Section {
  return {
    heading: "Time",
    explanation:
      "A member's phone or laptop makes one proof of each sort, alone; an attester's proves the sheets, a trustee's the dealing and the decryption. The first takes longer: it loads the program and the keys.",
    columns: [
      { head: "What", flexible: true },
      { head: "Times", align: "right" },
      { head: "First", align: "right" },
      { head: "Median", align: "right" },
      { head: "Longest", align: "right" },
    ],
    rows: Object.entries(NAMES).flatMap(([what, name]) => {
      const spread = journal.times.get(what)
      if (spread === undefined) return []
      const { count, first, median, max } = spread
      return [[name, grouped(count), ...[first, median, max].map(duration)]]
    }),
  }
}
