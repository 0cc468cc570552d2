import type { Decision } from "../standing.ts"
import type { Play } from "./play.ts"
import type { Section } from "./section.ts"

export function decisionTable({ scenario, found }: Play): Section | undefined {
  const { decision } = found
  const expected = scenario.expected.decision
  if (decision === undefined || expected === undefined || scenario.poll === undefined) return undefined
  const { options, abstain, block } = scenario.poll.proposal
  const note = (name: string, option: number): string => {
    if (decision.outcome === "carried" && decision.option === option) return "carried"
    if (name === abstain) return "counts for the quorum only"
    return name === block?.option ? `${block.limit} would stop it` : ""
  }
  return {
    heading: "The decision",
    explanation:
      "The trustees' totals, which the contract checked against the sum of all ballots. Beside them: the same by plain arithmetic from the input.",
    columns: [
      { head: "Option", flexible: true },
      { head: "Totals on chain", align: "right" },
      { head: "By arithmetic", align: "right" },
      { head: "" },
    ],
    rows: options.map((name, option) => [
      name,
      totalOf(decision, option),
      totalOf(expected, option),
      note(name, option),
    ]),
  }
}

function totalOf({ tally }: Decision, option: number): string {
  return tally.length === 0 ? "not opened" : String(tally[option] ?? 0)
}
