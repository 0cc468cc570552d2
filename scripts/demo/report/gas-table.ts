import type { Play } from "./play.ts"
import type { Section } from "./section.ts"
import { grouped } from "./number.ts"

export function gasTable({ journal }: Play): Section {
  return {
    heading: "Gas",
    explanation:
      "Gas is the unit in which Ethereum counts work; whoever sends a transaction pays for it. Plainly handing money over costs 21,000.",
    columns: [
      { head: "Action", flexible: true },
      { head: "Times", align: "right" },
      { head: "Least", align: "right" },
      { head: "Median", align: "right" },
      { head: "Most", align: "right" },
    ],
    rows: [...journal.gas].map(([action, { count, min, median, max }]) => [
      action,
      ...[count, min, median, max].map(grouped),
    ]),
  }
}
