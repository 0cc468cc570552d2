import type { Play } from "./play.ts"
import type { Section } from "./report.ts"
import { duration, grouped } from "./number.ts"
import { table } from "./table.ts"

const NAMES: Record<string, string> = {
  membership: "prove membership (and the choice)",
  "quota-4": "prove the labor quota",
  "check off chain": "check one member's proofs off chain",
  "check on chain": "ask the contracts about a proof",
  "send and check on chain": "send a ballot, until it is in a block",
}

export function timesTable({ journal }: Play, width: number): Section {
  return {
    heading: "Time",
    explanation:
      "A member's phone or laptop makes one such proof of each sort. The first one took longer: it loads the program and the keys.",
    table: table(
      [
        { head: "What", flexible: true },
        { head: "Times", align: "right" },
        { head: "First", align: "right" },
        { head: "Median", align: "right" },
        { head: "Longest", align: "right" },
      ],
      [...journal.times].map(([what, { count, first, median, max }]) => [
        NAMES[what] ?? what,
        grouped(count),
        ...[first, median, max].map(duration),
      ]),
      width,
    ),
  }
}
