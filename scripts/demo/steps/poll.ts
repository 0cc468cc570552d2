import type { Assembly, BallotCircuitName, BallotTerms, Proposal, SecretPoll } from "../../../sdk/index.ts"
import { BALLOT_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import type { Deployment } from "../../deploy/deploy.ts"
import { closedEarly } from "../attacks/office.ts"
import type { ScenarioPoll } from "../scenario.ts"
import type { Stage } from "../stage.ts"
import { step } from "./step.ts"

/** A poll that takes ballots. */
export interface OpenPoll {
  /** The assembly as the relay uses it, who sends the ballots. */
  assembly: Assembly
  /** The same poll, as far as it is secret. */
  secret: SecretPoll
  pollId: bigint
  proposal: Proposal
  choices: ReadonlyMap<string, number>
  /** What a ballot is encrypted by. */
  terms: BallotTerms
  /** Which proves a ballot. */
  circuit: BallotCircuitName
  /** Root of the frozen roll. */
  root: bigint
  /** The first block that has events. */
  fromBlock: number
}

/**
 * The convener proposes and opens the poll.
 *
 * @param committee    under whose key ballots are encrypted
 * @param votingPeriod seconds, in place of the proposal's
 */
export function openPoll(
  stage: Stage,
  deployment: Deployment,
  { proposal, secrecy, choices }: ScenarioPoll,
  committee: bigint,
  votingPeriod: number = proposal.votingPeriod,
): Promise<OpenPoll> {
  const { scenario, chain, journal } = stage
  return step(stage, "Propose the decision and open the vote", 2, async (shown) => {
    const assembly = deployment.assembly.connect(chain.accounts.relay)
    const asConvener = deployment.assembly.connect(chain.accounts.convener)
    const names = { classes: scenario.classes, kinds: scenario.kinds }
    const secretly = { ...proposal, votingPeriod, secret: { ...secrecy, committee } }
    const { pollId, receipt } = await asConvener.propose(secretly, names)
    journal.spendGas("propose a decision", receipt.gasUsed)
    shown.advance()
    const opened = await asConvener.open(pollId)
    journal.spendGas("open the vote", opened.gasUsed)
    journal.refusals.push(await closedEarly(assembly, pollId))
    const secret = assembly.secretPoll(pollId)
    const {
      root,
      secret: { ballot: terms },
    } = await secret.state()
    const { fromBlock } = deployment
    return {
      result: { assembly, secret, pollId, proposal, choices, terms, circuit: circuitFor(terms), root, fromBlock },
      summary:
        `${proposal.options.length} options, open for ${duration(votingPeriod)}. Roll and key are frozen: nobody can join for this vote any more. ` +
        `Nothing is opened with fewer than ${secrecy.minimumTurnout} ballots`,
    }
  })
}

function circuitFor({ ciphertexts }: BallotTerms): BallotCircuitName {
  const found = BALLOT_CIRCUITS.find((instance) => instance.ciphertexts === ciphertexts)
  if (found === undefined) throw new Error(`there is no circuit for ballots of ${ciphertexts} ciphertexts`)
  return found.circuit
}

function duration(seconds: number): string {
  const days = seconds / 86_400
  if (Number.isInteger(days)) return `${days} ${days === 1 ? "day" : "days"}`
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
