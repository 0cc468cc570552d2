import { ContractRefusedError, RochdaleError } from "../../../sdk/index.ts"
import { NotRefusedError } from "../errors.ts"
import type { Refusal } from "../journal.ts"

/** What the errors that the demo provokes mean, in plain words. By the contract's name of the error, or the SDK's code. */
const REASONS = {
  AccessControlUnauthorizedAccount: "the account does not hold that office",
  AlreadyMember: "one person, one place on the roll",
  CannotCountersignOwn: "an author does not sign the own sheet",
  InvalidBallotProof: "the proof is not one for this ballot",
  InvalidDealing: "the proof does not hold",
  InvalidPartialDecryption: "the proof does not hold",
  InvalidQuotaProof: "the proof is not one for this ballot",
  InvalidSheetProof: "the proof is not one for this sheet by this author",
  NullifierUsed: "its mark was used: one member, one vote",
  PartNotPosted: "the third trustee has not decrypted",
  SequenceNotLarger: "a later ballot counts, and each has a number",
  VotingNotOver: "the voting period is not over",
  WrongCommitment: "not what it committed to",
  WrongPollState: "the vote is not at that stage",
  WrongTally: "the trustees' parts give other totals",
  "ballot-opening": "encrypted anew, it has another code",
  "ballot-spoilt": "what was opened cannot be cast",
  "invalid-input": "the lines are another member's",
  "invalid-proof": "the proof does not hold",
  "poll-state": "the vote is not over",
  "requirement-not-met": "it does not prove what is asked",
  "scope-used": "its mark was used: each counts once",
  "too-few-parts": "it takes three trustees",
} as const

/**
 * Tries what must be refused, and sees that it is, for the right reason.
 *
 * @param naming index of the trustee whom the contract's error must name
 * @throws NotRefusedError if it is not, or for another reason; a node that does not answer is no refusal and goes through
 */
export async function refused(
  attempt: string,
  by: Refusal["by"],
  error: keyof typeof REASONS,
  action: () => unknown,
  naming?: number,
): Promise<Refusal> {
  try {
    await action()
  } catch (thrown) {
    if (!(thrown instanceof RochdaleError)) throw thrown
    const found = thrown instanceof ContractRefusedError ? thrown.reason.replace(/\(.*/s, "") : thrown.code
    if (found === error && naming === undefined) return { attempt, by, reason: REASONS[error], error }
    if (found === error && names(thrown, naming)) {
      return { attempt, by, reason: `${REASONS[error]}; trustee ${naming} is named`, error }
    }
    if (found === "chain-unreachable") throw thrown
    throw new NotRefusedError(attempt, `it was refused for another reason: ${thrown.message}`)
  }
  throw new NotRefusedError(attempt, `the ${by} took it`)
}

/** The contract's errors say "index" of who deals, and "trustee" of who decrypts. */
function names(thrown: RochdaleError, trustee: number | undefined): boolean {
  const [, index] =
    thrown instanceof ContractRefusedError ? (/\b(?:index|trustee): (\d+)/.exec(thrown.reason) ?? []) : []
  return index !== undefined && Number(index) === trustee
}
