import { checkOpening, proveBallot, SecretBallot, type Member } from "../../../sdk/index.ts"
import type { Refusal } from "../journal.ts"
import { scoresOf } from "../steps/ballot.ts"
import type { SpoiltBallot } from "../steps/challenge.ts"
import type { OpenPoll } from "../steps/poll.ts"
import type { Question } from "../steps/statement.ts"
import { refused } from "./refusal.ts"

/** A device encrypts another choice than it shows, and is challenged. */
export function lyingDevice(poll: OpenPoll, shown: number): Promise<Refusal> {
  const other = (shown + 1) % poll.terms.options
  const ballot = SecretBallot.encrypt(poll.terms, scoresOf(poll, other))
  const { code } = ballot
  const opening = { ...ballot.challenge(), scores: scoresOf(poll, shown) }
  return refused("A device encrypts another choice than it shows", "second device", "ballot-opening", () =>
    checkOpening(poll.terms, code, opening),
  )
}

/** A ballot that was opened, and so could be shown to a buyer of votes, is cast after all. */
export function castsSpoilt(
  { ballot }: SpoiltBallot,
  member: Member,
  { scope, policy, roll }: Question,
): Promise<Refusal> {
  return refused("A ballot that was opened for a check is cast after all", "own program", "ballot-spoilt", () =>
    proveBallot(member, roll, { scope, policy, ballot, sequence: 1 }),
  )
}
