import type { Assembly, Proposal } from "../../../sdk/index.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import { closedEarly } from "../attacks/office.ts"
import type { ScenarioPoll } from "../scenario.ts"
import type { Stage } from "../stage.ts"
import { step } from "./step.ts"

/** A poll that takes ballots. */
export interface OpenPoll {
  /** The assembly as the relay uses it, who sends the ballots. */
  assembly: Assembly
  pollId: bigint
  proposal: Proposal
  choices: ReadonlyMap<string, number>
}

/**
 * The convener proposes and opens the poll.
 *
 * @param votingPeriod seconds, in place of the proposal's
 */
export function openPoll(
  stage: Stage,
  deployment: Deployment,
  { proposal, choices }: ScenarioPoll,
  votingPeriod: number = proposal.votingPeriod,
): Promise<OpenPoll> {
  const { scenario, chain, journal } = stage
  return step(stage, "Propose the decision and open the vote", 2, async (shown) => {
    const assembly = deployment.assembly.connect(chain.accounts.relay)
    const asConvener = deployment.assembly.connect(chain.accounts.convener)
    const names = { classes: scenario.classes, kinds: scenario.kinds }
    const { pollId, receipt } = await asConvener.propose({ ...proposal, votingPeriod }, names)
    journal.spendGas("propose a decision", receipt.gasUsed)
    shown.advance()
    const opened = await asConvener.open(pollId)
    journal.spendGas("open the vote", opened.gasUsed)
    journal.refusals.push(await closedEarly(assembly, pollId))
    return {
      result: { assembly, pollId, proposal, choices },
      summary: `${proposal.options.length} options, open for ${duration(votingPeriod)}; from now on nobody can join the roll for this vote`,
    }
  })
}

function duration(seconds: number): string {
  const days = seconds / 86_400
  if (Number.isInteger(days)) return `${days} ${days === 1 ? "day" : "days"}`
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
