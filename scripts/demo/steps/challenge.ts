import { BallotOpeningError, checkOpening, SecretBallot } from "../../../sdk/index.ts"
import { scoresOf } from "./ballot.ts"
import type { OpenPoll } from "./poll.ts"

/** A ballot that was opened to see whether the device encrypts what it shows. It can never be cast. */
export interface SpoiltBallot {
  ballot: SecretBallot
  /** What the voter noted before asking for the opening. */
  code: string
  /** Number of the option that the second device found in it. */
  choice: number
}

/**
 * A voter who doubts the device has it encrypt a choice, notes the code, and only then says that this ballot is to be opened. A second device encrypts the
 * opening anew and compares the codes.
 *
 * @throws BallotOpeningError where the device cheated
 */
export function challengeDevice(poll: OpenPoll, choice: number): SpoiltBallot {
  const scores = scoresOf(poll, choice)
  const ballot = SecretBallot.encrypt(poll.terms, scores)
  const { code } = ballot
  const found = checkOpening(poll.terms, code, ballot.challenge())
  if (found.join() !== scores.join()) throw new BallotOpeningError("its scores are not the chosen ones")
  return { ballot, code, choice }
}
