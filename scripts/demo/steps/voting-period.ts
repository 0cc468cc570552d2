import type { Clock } from "../chain/clock.ts"
import type { Scenario } from "../scenario.ts"

/** What a member's proofs and ballot may take on a slow machine and a public network, in seconds. */
const SECONDS_A_BALLOT = 20
const SECONDS_MORE = 60

/**
 * How long the vote is open: as proposed where the chain's clock can be moved; else only so long that all can vote, because somebody has to wait for it.
 *
 * @param asked by the caller of the demo, in seconds
 */
export function votingPeriodOf(
  { poll, members }: Scenario,
  clock: Clock,
  asked: number | undefined,
): number | undefined {
  if (asked !== undefined) return asked
  if (poll === undefined || clock.movable) return undefined
  return Math.min(poll.proposal.votingPeriod, SECONDS_MORE + SECONDS_A_BALLOT * members.length)
}
