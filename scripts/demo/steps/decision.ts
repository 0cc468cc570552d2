import type { Assembly } from "../../../sdk/index.ts"
import type { Decision } from "../standing.ts"

/** What the contract made of a poll that is closed. */
export async function decisionOf(assembly: Assembly, pollId: bigint): Promise<Decision> {
  const { electorate, ballots, outcome, option } = await assembly.poll(pollId)
  if (outcome === "undecided") throw new Error(`poll ${pollId} is closed, but undecided`)
  return { electorate, ballots, tally: await assembly.tally(pollId), outcome, option }
}

/** An outcome for people. */
export function summaryOf({ outcome, option, ballots, electorate }: Decision, options: readonly string[]): string {
  const turnout = `${ballots} of ${electorate} members of the voting classes voted`
  switch (outcome) {
    case "carried":
      return `Carried: ${options[option ?? 0] ?? ""}. ${turnout}`
    case "no-quorum":
      return `No decision: too few voted. ${turnout}`
    case "blocked":
      return `Blocked: so many members objected that the proposal stops. ${turnout}`
    case "not-carried":
      return `Not carried: no option has the share that it needs. ${turnout}`
  }
}
