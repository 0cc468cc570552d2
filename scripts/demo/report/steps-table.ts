import type { Play } from "./play.ts"
import type { Section } from "./section.ts"
import { table } from "./table.ts"

export function stepsTable({ journal, chain }: Play, width: number): Section {
  return {
    heading: "What happened",
    explanation: `On chain ${chain.chainId}: ${chain.description}. ${chain.accounts.description}.`,
    table: table(
      [{ head: "Step" }, { head: "What came of it", flexible: true }, { head: "Time", align: "right" }],
      journal.steps.map(({ title, summary, seconds }) => [title, summary, `${seconds.toFixed(1)} s`]),
      width,
    ),
  }
}
