import { RochdaleError } from "./base.ts"

/** A sealed envelope that does not open, or holds something else than an opening of this member's record. */
export class EnvelopeError extends RochdaleError {
  readonly code = "envelope"

  /** @param problem what is wrong, without any of the content */
  constructor(problem: string) {
    super({
      message: `The envelope cannot be used: ${problem}`,
      hint: "Ask the attester to seal the record again, to the delivery key that this member shows",
      details: { problem },
    })
  }
}

/** A mailbox that is not the one which a cursor belongs to, or is shorter than when it was read before. */
export class MailboxChangedError extends RochdaleError {
  readonly code = "mailbox-changed"

  constructor(problem: string) {
    super({
      message: `The mailbox is not the one that was read before: ${problem}`,
      hint: "It was lost, replaced or put back from an old copy; read it from its start, without a cursor, and ask its keeper",
      details: { problem },
    })
  }
}

/** Places of a mailbox whose envelopes are gone or damaged. All others were read. */
export class MissingEnvelopesError extends RochdaleError {
  readonly code = "missing-envelopes"

  /**
   * @param from the first place that is empty
   * @param to   the last one
   */
  constructor(from: number, to: number) {
    super({
      message: `The mailbox has lost ${from === to ? `its envelope ${from}` : `its envelopes ${from} to ${to}`}`,
      hint: "They may hold records of this member; ask the attesters of that time to seal them again",
      details: { from, to },
    })
  }
}
