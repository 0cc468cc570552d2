import { ballotCode } from "../../sdk/ballot/ballot-code.ts"
import type { Ballot } from "./replay/ballots.ts"
import type { PollReplay } from "./replay/poll.ts"

/** One of a voter's ballots. */
export interface OwnBallot extends Ballot {
  /** What the voter noted of a secret ballot. */
  code: string | undefined
  /** Whether it is the voter's last, the one that counts. */
  counts: boolean
}

/** The ballots of a voter, looked up by the voter's mark in this poll; none if the log has none. */
export function ownBallots(poll: PollReplay, nullifier: bigint): OwnBallot[] {
  const ballots = poll.ballots.of(nullifier)
  return ballots.map((ballot, index) => ({
    ...ballot,
    code: ballot.ciphertexts === undefined ? undefined : ballotCode(ballot.ciphertexts),
    counts: index === ballots.length - 1,
  }))
}
