import {
  Member,
  proveMembership,
  Roll,
  verify,
  type MembershipProof,
  type NullifierStore,
  type Prover,
} from "../../../sdk/index.ts"
import type { Refusal } from "../journal.ts"
import type { OpenPoll } from "../steps/poll.ts"
import type { Answer, Question } from "../steps/statement.ts"
import { verifyOffChain } from "../steps/verification.ts"
import { refused } from "./refusal.ts"

/** A ballot is copied on its way, its option changed, and the copy is sent first. */
export async function changedCopy(ballot: Answer, question: Question, poll: OpenPoll): Promise<Refusal[]> {
  const options = poll.proposal.options.length
  const change = <Changed extends MembershipProof | Answer["quotas"][number]>(proof: Changed): Changed => ({
    ...proof,
    signals: { ...proof.signals, message: String((Number(proof.signals["message"]) + 1) % options) },
  })
  const membership = change(ballot.membership as MembershipProof)
  const copy = { membership, quotas: ballot.quotas.map(change) }
  const attempt = "A copy of a ballot is sent with another choice"
  return [
    await refused(attempt, "verifier", "invalid-proof", () => verifyOffChain(copy, question, undefined)),
    await refused(attempt, "contract", "InvalidMembershipProof", () =>
      poll.assembly.vote(poll.pollId, copy.membership, copy.quotas),
    ),
  ]
}

/** A member who has voted makes a new proof for another choice. */
export async function secondVote(
  member: Member,
  ballot: Answer,
  message: number,
  { question, poll, nullifiers, prover }: Voting,
): Promise<Refusal[]> {
  const { scope, policy, roll } = question
  const attempt = "A member votes a second time"
  const used = poll.assembly.usedIn(poll.pollId)
  const warned = await refused(attempt, "own program", "scope-used", () =>
    proveMembership(member, roll, { scope, policy, message, used, prover }),
  )
  // The own program can be changed: a valid second proof is made, and others must refuse it.
  const proof = await proveMembership(member, roll, { scope, policy, message, prover })
  return [
    warned,
    await refused(attempt, "verifier", "scope-used", () => verify(proof, { scope, policy, roll, nullifiers })),
    await refused(attempt, "contract", "NullifierUsed", () => poll.assembly.vote(poll.pollId, proof, ballot.quotas)),
  ]
}

export interface Voting {
  question: Question
  poll: OpenPoll
  nullifiers: NullifierStore
  prover: Prover
}

/** Somebody who is no member makes a roll with only themselves on it, and a valid proof for that one. */
export async function outsider(
  ballot: Answer,
  { scope, policy, roll }: Question,
  poll: OpenPoll,
  prover: Prover,
): Promise<Refusal[]> {
  const stranger = Member.create()
  const [memberClass = 0] = policy.classes
  const admitted = policy.admittedBy ?? 0
  const ownRoll = Roll.of([{ commitment: stranger.commitment, class: memberClass, admitted }], {
    classes: roll.classes,
  })
  const proof = await proveMembership(stranger, ownRoll, { scope, policy, message: 0, prover })
  const attempt = "An outsider votes, with a roll of their own"
  return [
    await refused(attempt, "verifier", "unknown-root", () => verify(proof, { scope, policy, roll })),
    await refused(attempt, "contract", "InvalidMembershipProof", () =>
      poll.assembly.vote(poll.pollId, proof, ballot.quotas),
    ),
  ]
}
