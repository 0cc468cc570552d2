import { InvalidInputError, MailboxChangedError } from "../errors.ts"
import { ENVELOPE_BYTES, type Envelope } from "./envelope.ts"

/** How far a mailbox was read. Plain JSON; it tells nothing of the reader. */
export interface Cursor {
  /** The mailbox that it belongs to. */
  mailbox: string
  /** The last place that was read; places count from 1 on. */
  after: number
}

/** Some envelopes of a mailbox in the order of their places. A place that is left out has lost its envelope. */
export interface MailboxPage {
  envelopes: readonly { place: number; envelope: Envelope }[]
  /** Where the next page begins. All places up to it are covered. */
  next: Cursor
  /** Whether there was more when this page was read. */
  more: boolean
}

/**
 * Sealed envelopes for all members together. Its keeper sees how many come and when, and neither what they hold nor whose they are: every
 * member reads all of them and keeps those that open.
 */
export interface Mailbox {
  /**
   * Stores envelopes, all or none of them, in an order of its own. An envelope that it holds already is not stored twice, so that whoever got
   * no answer may put the same ones again.
   *
   * @throws StoreError, InvalidInputError for an envelope of another size
   */
  put(envelopes: readonly Envelope[]): Promise<void>

  /**
   * @param cursor where the last page ended; the start when left out
   * @param limit  most envelopes to give, 1 to 1,000
   * @throws StoreError, MailboxChangedError when the cursor cannot be of this mailbox as it is
   */
  fetch(cursor?: Cursor, limit?: number): Promise<MailboxPage>
}

/** Envelopes on a page when the reader does not say. */
export const PAGE_LIMIT = 500

const MOST_ON_A_PAGE = 1000

/** Refuses envelopes of another size: they could be told apart. @throws InvalidInputError */
export function checkEnvelopes(envelopes: readonly Envelope[]): void {
  const odd = envelopes.findIndex((envelope) => !(envelope instanceof Uint8Array) || envelope.length !== ENVELOPE_BYTES)
  if (odd >= 0) {
    throw new InvalidInputError(`envelopes[${odd}]`, "something else", `${ENVELOPE_BYTES} bytes in a Uint8Array`)
  }
}

/**
 * The place after which a mailbox has to read.
 *
 * @param mailbox its own id
 * @param last    the last place that it ever filled
 * @throws MailboxChangedError, InvalidInputError
 */
export function startOf(cursor: Cursor | undefined, limit: number, mailbox: string, last: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ON_A_PAGE)
    throw new InvalidInputError("limit", limit, `a whole number from 1 to ${MOST_ON_A_PAGE}`)
  if (cursor === undefined) return 0
  if (!Number.isSafeInteger(cursor.after) || cursor.after < 0)
    throw new InvalidInputError("cursor", cursor, "one that this mailbox gave")
  if (cursor.mailbox !== mailbox) throw new MailboxChangedError("it has another identity")
  if (cursor.after > last)
    throw new MailboxChangedError(`it had ${cursor.after} envelopes or more, and now has had ${last}`)
  return cursor.after
}
