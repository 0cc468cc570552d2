import { dateOf, Ledger, Scope, type OpenBooks } from "../../sdk/index.ts"
import type { Deployment } from "../deploy/deploy.ts"
import type { Expected } from "./arithmetic/expected.ts"
import type { Stage } from "./stage.ts"
import type { Decision } from "./standing.ts"
import { admitMembers } from "./steps/admit.ts"
import type { SentBallot } from "./steps/ballot.ts"
import { certifyAll } from "./steps/certify.ts"
import { closePoll } from "./steps/close.ts"
import { deployContracts } from "./steps/contracts.ts"
import { nameKeepers } from "./steps/keepers.ts"
import { decisionOf } from "./steps/decision.ts"
import { openSum } from "./steps/open-sum.ts"
import { openPoll, type OpenPoll } from "./steps/poll.ts"
import { recount } from "./steps/recount.ts"
import { postSheets, type Labor, type Openings } from "./steps/sheets.ts"
import type { Question } from "./steps/statement.ts"
import { makeKey, type KeyCommittee } from "./steps/trustees.ts"
import { voteAll } from "./steps/vote.ts"
import { votingPeriodOf } from "./steps/voting-period.ts"

/** What came of it. */
export interface Played {
  deployment: Deployment
  labor: Labor | undefined
  /** Number of the poll that was held. */
  pollId: bigint | undefined
  found: Expected
}

/** Plays the whole scenario on the chain, from the contracts to the result. Each run has contracts of its own. @param votingPeriod in seconds, in place of the proposal's */
export async function play(stage: Stage, { votingPeriod }: { votingPeriod: number | undefined }): Promise<Played> {
  const { scenario, chain } = stage
  const deployment = await deployContracts(stage)
  await nameKeepers(stage, deployment)
  const { members, roll } = await admitMembers(stage, deployment)
  const labor = scenario.sheets.length === 0 ? undefined : await postSheets(stage, deployment, members)
  const ledger = labor?.ledger ?? Ledger.of([])
  const openings: Openings = labor?.openings ?? new Map()
  const books = labor && bookedMinutes(labor.books)
  const { policy, quotas, kinds } = scenario
  const shared = { policy, quotas, kinds, roll, ledger }

  if (scenario.poll === undefined) {
    const scope = Scope.offChain("https://rochdale.example/demo", scenario.title)
    const question: Question = { ...shared, scope }
    const standings = await certifyAll(stage, deployment, question, members, openings)
    return { deployment, labor, pollId: undefined, found: { standings, decision: undefined, books } }
  }
  const period = votingPeriodOf(scenario, chain.clock, votingPeriod)
  const committee = await makeKey(stage, deployment)
  const poll = await openPoll(stage, deployment, scenario.poll, committee.committeeId, period)
  const question: Question = { ...shared, scope: poll.secret.scope }
  const { standings, seen } = await voteAll(stage, poll, question, members, openings)
  const decision = await decide(stage, poll, committee, seen)
  return { deployment, labor, pollId: poll.pollId, found: { standings, decision, books } }
}

/** From the last ballot to the outcome: with too few ballots nothing is opened. */
async function decide(
  stage: Stage,
  poll: OpenPoll,
  committee: KeyCommittee,
  seen: SentBallot | undefined,
): Promise<Decision> {
  const single = await closePoll(stage, poll, committee, seen)
  const { state } = await poll.assembly.poll(poll.pollId)
  if (state === "closed") return decisionOf(poll.assembly, poll.pollId)
  const decision = await openSum(stage, poll, committee, single)
  await recount(stage, poll, committee, decision)
  return decision
}

/** Minutes of each period as the chain's books have them, by its last day. */
function bookedMinutes(books: OpenBooks): Map<string, number> {
  return new Map(books.periods.map((day) => [dateOf(day), books.period(day).total]))
}
