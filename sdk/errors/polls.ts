import { RochdaleError } from "./base.ts"

/** A poll does not stand where this step needs it. */
export class PollStateError extends RochdaleError {
  readonly code = "poll-state"

  /** @param required where it would have to stand, in words */
  constructor(
    pollId: bigint,
    state: string,
    required: string,
    hint = "Look at the poll's state, and come back when it is there",
  ) {
    super({
      message: `Poll ${pollId} is ${state}, but must be ${required}`,
      hint,
      details: { pollId: pollId.toString(), state, required },
    })
  }
}

/** A committee of trustees does not stand where this step needs it. */
export class CommitteeStateError extends RochdaleError {
  readonly code = "committee-state"

  /** @param required where it would have to stand, in words */
  constructor(committeeId: bigint, state: string, required: string) {
    super({
      message: `Committee ${committeeId} is ${state}, but must be ${required}`,
      hint: "Look at the committee's state; who vanishes is left behind once the time for a step is over",
      details: { committeeId: committeeId.toString(), state, required },
    })
  }
}

/** What a contract says is not what its own log says. */
export class LogMismatchError extends RochdaleError {
  readonly code = "log-mismatch"

  /** @param what "the sum of poll 3", say */
  constructor(what: string) {
    super({
      message: `${what} is not what the chain's log makes it`,
      hint: "The node left events out, invents some, or the chain was reorganised: ask another node, and decrypt nothing before they agree",
      details: { what },
    })
  }
}
