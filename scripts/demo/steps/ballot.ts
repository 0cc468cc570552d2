import {
  ballotMessage,
  proveBallot,
  SecretBallot,
  type BallotProof,
  type Member,
  type QuotaProof,
  type RecordOpening,
} from "../../../sdk/index.ts"
import type { OpenPoll } from "./poll.ts"
import type { Provers } from "./provers.ts"
import { proveQuotas, type Question } from "./statement.ts"

/** What a voter's device hands to the relay. Nobody can read a choice in it. */
export interface SentBallot {
  ballot: BallotProof
  /** None with a ballot that replaces another. */
  quotas: QuotaProof[]
}

/** A ballot that is ready to be sent. */
export interface PreparedBallot {
  sent: SentBallot
  sequence: bigint
  /** What the voter notes, to find the ballot in the log. */
  code: string
}

/** Scores of a ballot that chooses one option: 1 for it, 0 for all others. */
export function scoresOf({ terms }: Pick<OpenPoll, "terms">, choice: number): number[] {
  return Array.from({ length: terms.options }, (_, option) => (option === choice ? 1 : 0))
}

/**
 * On the voter's device: encrypts the choice, proves the quotas for this ballot and no other, and proves that the ballot is a member's and keeps to the rule.
 *
 * @param choice number of the option
 * @throws what `proveQuota` and `proveBallot` throw, where the member may not vote
 */
export async function prepareBallot(
  { member, openings, choice, sequence }: Voting,
  question: Question,
  poll: OpenPoll,
  provers: Provers,
): Promise<PreparedBallot> {
  const { scope, policy, roll } = question
  const ballot = SecretBallot.encrypt(poll.terms, scoresOf(poll, choice))
  const { ciphertexts, code } = ballot
  const quotas = await proveQuotas(member, openings, question, ballotMessage({ sequence, ciphertexts }), provers)
  const proof = await provers.prove(poll.circuit, (prover) =>
    proveBallot(member, roll, { scope, policy, ballot, sequence, prover }),
  )
  return { sent: { ballot: proof, quotas }, sequence, code }
}

export interface Voting {
  member: Member
  openings: readonly RecordOpening[]
  choice: number
  sequence: bigint
}
