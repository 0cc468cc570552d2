import { Member, proveBallot, Roll, SecretBallot, type BallotProof, type Prover } from "../../../sdk/index.ts"
import { send } from "../../../sdk/chain/call.ts"
import { quotaArguments } from "../../../sdk/chain/quota-arguments.ts"
import { solidityProof } from "../../../sdk/chain/solidity-proof.ts"
import { parseProof, signalList } from "../../../sdk/proof/proof.ts"
import type { Refusal } from "../journal.ts"
import { checkBallot } from "../steps/ballot-check.ts"
import { scoresOf, type SentBallot } from "../steps/ballot.ts"
import type { OpenPoll } from "../steps/poll.ts"
import type { Question } from "../steps/statement.ts"
import { refused } from "./refusal.ts"

/** A ballot is caught on its way, another one put into it, and the copy sent first. */
export function changedCopy(sent: SentBallot, question: Question, poll: OpenPoll): Promise<Refusal[]> {
  const { ciphertexts } = SecretBallot.encrypt(poll.terms, scoresOf(poll, 0))
  const changes = Object.fromEntries(ciphertexts.map((value, index) => [ciphertextSignal(index), String(value)]))
  const copy = { ...sent, ballot: withSignals(sent.ballot, changes) }
  return refusedByAll("A ballot is changed on its way", copy, question, poll)
}

/** A member copies another's ballot without being able to read it, to vote the same. @param own a ballot of the one who copies */
export function copiedBallot(
  sent: SentBallot,
  own: SentBallot,
  question: Question,
  poll: OpenPoll,
): Promise<Refusal[]> {
  const nullifier = own.ballot.signals["nullifier"] as string
  const copy = { ...own, ballot: withSignals(sent.ballot, { nullifier }) }
  return refusedByAll("A member sends a copy of another's encrypted ballot as the own", copy, question, poll)
}

/** A member who did not do the own share takes the proof of another along. @param sent another's ballot */
export async function borrowedQuota(
  sent: SentBallot,
  own: SentBallot,
  question: Question,
  poll: OpenPoll,
): Promise<Refusal[]> {
  const attempt = "A member votes with the labor proof of another"
  const borrowed = { ...own, quotas: sent.quotas }
  return [
    await refused(attempt, "verifier", "requirement-not-met", () => checkBallot(borrowed, question, poll)),
    await refused(attempt, "contract", "InvalidQuotaProof", () => castAsFirst(poll, borrowed)),
  ]
}

/** A member who has voted sends one more ballot, and not in the place of the former one. */
export function secondVote(sent: SentBallot, poll: OpenPoll): Promise<Refusal> {
  return refused("A member who has voted votes once more, so as to count twice", "contract", "NullifierUsed", () =>
    castAsFirst(poll, sent),
  )
}

/** Somebody who kept a member's former ballot sends it again, over the newer one. */
export function olderBallot(former: SentBallot, poll: OpenPoll): Promise<Refusal> {
  return refused("A former ballot is sent again, over its voter's newer one", "contract", "SequenceNotLarger", () =>
    poll.secret.cast(former.ballot),
  )
}

/** A ballot comes when voting is over. */
export function lateBallot(sent: SentBallot, poll: OpenPoll): Promise<Refusal> {
  return refused("A ballot comes after the close", "contract", "WrongPollState", () => castAsFirst(poll, sent))
}

/** Somebody who is no member makes a roll with only themselves on it, and a valid proof for that one. */
export async function outsider(
  sent: SentBallot,
  question: Question,
  poll: OpenPoll,
  prover: Prover,
): Promise<Refusal[]> {
  const { scope, policy, roll } = question
  const stranger = Member.create()
  const [memberClass = 0] = policy.classes
  const admitted = policy.admittedBy ?? 0
  const ownRoll = Roll.of([{ commitment: stranger.commitment, class: memberClass, admitted }], {
    classes: roll.classes,
  })
  const ballot = SecretBallot.encrypt(poll.terms, scoresOf(poll, 0))
  const proof = await proveBallot(stranger, ownRoll, { scope, policy, ballot, sequence: 1, prover })
  const outside = { ballot: proof, quotas: sent.quotas }
  const attempt = "An outsider votes, with a roll of their own"
  return [
    await refused(attempt, "verifier", "requirement-not-met", () => checkBallot(outside, question, poll)),
    await refused(attempt, "contract", "InvalidBallotProof", () => castAsFirst(poll, outside)),
  ]
}

async function refusedByAll(attempt: string, copy: SentBallot, question: Question, poll: OpenPoll): Promise<Refusal[]> {
  return [
    await refused(attempt, "verifier", "invalid-proof", () => checkBallot(copy, question, poll)),
    await refused(attempt, "contract", "InvalidBallotProof", () => castAsFirst(poll, copy)),
  ]
}

function withSignals(proof: BallotProof, changes: Record<string, string>): BallotProof {
  return { ...proof, signals: { ...proof.signals, ...changes } }
}

function ciphertextSignal(index: number): string {
  return `ciphertexts[${Math.floor(index / 4)}][${index % 4}]`
}

/** Sends a ballot as a voter's first one, past the SDK, which would see that there is a former one. */
function castAsFirst({ assembly, pollId }: OpenPoll, { ballot, quotas }: SentBallot): Promise<unknown> {
  const parsed = parseProof(ballot)
  const { nullifier, sequence } = parsed.signals
  const content = { sequence, ciphertexts: signalList(parsed, "ciphertexts") }
  return send(assembly.contract, `vote in poll ${pollId}`, () =>
    assembly.contract.getFunction("castBallot")(
      pollId,
      nullifier,
      content,
      solidityProof(parsed.proof),
      quotaArguments(quotas),
    ),
  )
}
