import { dateOf, Ledger, Scope, type OpenBooks } from "../../sdk/index.ts"
import type { Deployment } from "../deploy/deploy.ts"
import type { Expected } from "./arithmetic/expected.ts"
import type { Stage } from "./stage.ts"
import { admitMembers } from "./steps/admit.ts"
import { certifyAll } from "./steps/certify.ts"
import { closePoll } from "./steps/close.ts"
import { deployContracts } from "./steps/contracts.ts"
import { nameKeepers } from "./steps/keepers.ts"
import { openPoll } from "./steps/poll.ts"
import { postSheets, type Labor, type Openings } from "./steps/sheets.ts"
import type { Question } from "./steps/statement.ts"
import { voteAll } from "./steps/vote.ts"
import { votingPeriodOf } from "./steps/voting-period.ts"

/** What came of it. */
export interface Played {
  deployment: Deployment
  labor: Labor | undefined
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
    const question: Question = { ...shared, scope, membership: false }
    const standings = await certifyAll(stage, deployment, question, members, openings)
    return { deployment, labor, found: { standings, decision: undefined, books } }
  }
  const period = votingPeriodOf(scenario, chain.clock, votingPeriod)
  const poll = await openPoll(stage, deployment, scenario.poll, period)
  const question: Question = { ...shared, scope: poll.assembly.scope(poll.pollId), membership: true }
  const standings = await voteAll(stage, poll, question, members, openings)
  return { deployment, labor, found: { standings, decision: await closePoll(stage, poll), books } }
}

/** Minutes of each period as the chain's books have them, by its last day. */
function bookedMinutes(books: OpenBooks): Map<string, number> {
  return new Map(books.periods.map((day) => [dateOf(day), books.period(day).total]))
}
