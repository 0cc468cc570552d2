import { summaryOf } from "../steps/decision.ts"
import type { Play } from "./play.ts"

/** The last words: what came out, and whether it is what plain arithmetic says. */
export function endingOf({ scenario, found, compared, differences, seconds }: Play): { bad: string[]; good: string[] } {
  const took = `The whole took ${seconds.toFixed(1)} seconds.`
  if (differences.length > 0) {
    return {
      bad: ["THE RESULT DIFFERS FROM PLAIN ARITHMETIC:", ...differences.map((one) => `  ${one}`)],
      good: [took],
    }
  }
  const same = `All ${compared} results are what plain arithmetic makes of the same input. ${took}`
  const { decision } = found
  if (decision === undefined || scenario.poll === undefined) return { bad: [], good: [same] }
  return { bad: [], good: [summaryOf(decision, scenario.poll.proposal.options), same] }
}
