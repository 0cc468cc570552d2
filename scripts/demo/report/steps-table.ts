import type { Play } from "./play.ts"
import type { Section } from "./section.ts"

export function stepsTable({ journal, chain }: Play): Section {
  return {
    heading: "What happened",
    explanation: `On chain ${chain.chainId}: ${chain.description}. ${chain.accounts.description}.`,
    columns: [{ head: "Step" }, { head: "What came of it", flexible: true }, { head: "Time", align: "right" }],
    rows: journal.steps.map(({ title, summary, seconds }) => [title, summary, `${seconds.toFixed(1)} s`]),
  }
}
