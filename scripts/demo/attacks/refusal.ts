import { ContractRefusedError, RochdaleError } from "../../../sdk/index.ts"
import { NotRefusedError } from "../errors.ts"
import type { Refusal } from "../journal.ts"

/** What the errors that the demo provokes mean, in plain words. By the contract's name of the error, or the SDK's code. */
const REASONS = {
  AccessControlUnauthorizedAccount: "the account does not hold that office",
  AlreadyMember: "one person, one place on the roll",
  CannotCountersignOwn: "an author does not sign the own sheet",
  InvalidMembershipProof: "the proof is not one for this ballot",
  InvalidSheetProof: "the proof is not one for this sheet by this author",
  NullifierUsed: "its mark was used: one member, one vote",
  VotingNotOver: "the voting period is not over",
  "invalid-input": "the lines are another member's",
  "invalid-proof": "the proof does not hold",
  "requirement-not-met": "it proves less than what is asked",
  "scope-used": "its mark was used: each counts once",
  "unknown-root": "it was made with another roll",
} as const

/**
 * Tries what must be refused, and sees that it is, for the right reason.
 *
 * @throws NotRefusedError if it is not, or for another reason; a node that does not answer is no refusal and goes through
 */
export async function refused(
  attempt: string,
  by: Refusal["by"],
  error: keyof typeof REASONS,
  action: () => Promise<unknown>,
): Promise<Refusal> {
  try {
    await action()
  } catch (thrown) {
    if (!(thrown instanceof RochdaleError)) throw thrown
    const found = thrown instanceof ContractRefusedError ? thrown.reason.replace(/\(.*/s, "") : thrown.code
    if (found === error) return { attempt, by, reason: REASONS[error], error }
    if (found === "chain-unreachable") throw thrown
    throw new NotRefusedError(attempt, `it was refused for another reason: ${thrown.message}`)
  }
  throw new NotRefusedError(attempt, `the ${by} took it`)
}
