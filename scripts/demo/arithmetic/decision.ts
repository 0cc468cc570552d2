import type { Decision } from "../standing.ts"

/** A share as a proposal gives it. */
export type PlainShare = { atLeast: readonly [number, number] } | { moreThan: readonly [number, number] }

/** The rules by which ballots become a decision. */
export interface Rules {
  options: number
  electorate: number
  /** With fewer ballots nothing is opened. */
  minimumTurnout: number
  quorum: PlainShare
  threshold: PlainShare
  thresholdOf: "ballots" | "electorate"
  /** Number of that option. */
  abstain?: number | undefined
  block?: { option: number; limit: number } | undefined
}

/** What a set of ballots decides: first whether they are opened at all, then the quorum, then the blocks, then the leading option. */
export function decisionOf(ballots: readonly number[], rules: Rules): Decision {
  const tally = Array.from({ length: rules.options }, (_, option) => ballots.filter((one) => one === option).length)
  const end = (outcome: Decision["outcome"], option?: number): Decision => ({
    electorate: rules.electorate,
    ballots: ballots.length,
    tally,
    outcome,
    option,
  })
  if (ballots.length < rules.minimumTurnout) return { ...end("no-quorum"), tally: [] }
  if (!reaches(ballots.length, rules.electorate, rules.quorum)) return end("no-quorum")
  if (rules.block !== undefined && (tally[rules.block.option] ?? 0) >= rules.block.limit) return end("blocked")

  const candidates = tally
    .map((count, option) => ({ count, option }))
    .filter(({ option }) => option !== rules.abstain && option !== rules.block?.option)
    .sort((a, b) => b.count - a.count)
  const [first, second] = candidates
  if (first === undefined || first.count === 0 || first.count === second?.count) return end("not-carried")

  const abstained = rules.abstain === undefined ? 0 : (tally[rules.abstain] ?? 0)
  const whole = rules.thresholdOf === "electorate" ? rules.electorate : ballots.length - abstained
  return reaches(first.count, whole, rules.threshold) ? end("carried", first.option) : end("not-carried")
}

function reaches(part: number, whole: number, share: PlainShare): boolean {
  if ("moreThan" in share) return part * share.moreThan[1] > whole * share.moreThan[0]
  return part * share.atLeast[1] >= whole * share.atLeast[0]
}
