import { EnvelopeError, MailboxChangedError, MissingEnvelopesError, StoreError } from "../errors.ts"
import type { RecordOpening } from "../labor/opening.ts"
import type { Member } from "../member/member.ts"
import { envelopeOpener } from "./envelope.ts"
import type { Cursor, Mailbox, MailboxPage } from "./mailbox.ts"

/** What a member found in a mailbox. */
export interface Collected {
  /** The member's own, each once, however often it was sealed. */
  openings: RecordOpening[]
  /** Where to go on next time. */
  cursor: Cursor
  /** How many envelopes were tried; those of others are only counted. */
  scanned: number
  /** Envelopes that were for this member and cannot be used, or that are no envelopes. */
  refused: EnvelopeError[]
  /** Places whose envelopes the mailbox has lost. They may have been this member's or another's. */
  missing: MissingEnvelopesError[]
}

/** Envelopes tried before other work of the program gets its turn: about 50 ms. */
const TURN = 100

/**
 * Reads a mailbox from a cursor to its end and opens what is this member's. Every envelope is fetched and tried, so that the keeper does not learn which
 * ones are this member's. About half a millisecond an envelope.
 *
 * @param cursor what the last call gave; the whole mailbox when left out
 * @throws StoreError, MailboxChangedError
 */
export async function collect(member: Member, mailbox: Mailbox, cursor?: Cursor): Promise<Collected> {
  const open = await envelopeOpener(member)
  const openings = new Map<string, RecordOpening>()
  const refused: EnvelopeError[] = []
  const missing: MissingEnvelopesError[] = []
  let scanned = 0
  let reached = cursor
  let page: MailboxPage
  do {
    page = await mailbox.fetch(reached)
    checkProgress(page, reached)
    let expected = (reached?.after ?? 0) + 1
    for (const { place, envelope } of page.envelopes) {
      if (place > expected) missing.push(new MissingEnvelopesError(expected, place - 1))
      expected = place + 1
      if (++scanned % TURN === 0) await turnOfOthers()
      try {
        const opening = open(envelope)
        if (opening !== undefined) openings.set(openingKey(opening), opening)
      } catch (error) {
        if (!(error instanceof EnvelopeError)) throw error
        refused.push(error)
      }
    }
    if (page.next.after >= expected) missing.push(new MissingEnvelopesError(expected, page.next.after))
    reached = page.next
  } while (page.more)
  return { openings: [...openings.values()], cursor: reached, scanned, refused, missing }
}

/** A mailbox may be a service elsewhere, and what it answers is not to be trusted to make sense. */
function checkProgress({ next, more, envelopes }: MailboxPage, reached: Cursor | undefined): void {
  if (reached !== undefined && next.mailbox !== reached.mailbox)
    throw new MailboxChangedError("it has another identity")
  const start = reached?.after ?? 0
  const places = [start, ...envelopes.map(({ place }) => place)]
  const inOrder = places.every((place, index) => index === 0 || place > (places[index - 1] as number))
  if (!inOrder || next.after < (places.at(-1) as number) || (more && next.after === start)) {
    const problem = new Error("its pages are out of order")
    throw new StoreError("read", "the mailbox", problem, "Ask its keeper, or read another copy")
  }
}

/** A record that was carried over to a corrected sheet has the same salt there, and counts only where the sheet stands: both are kept. */
function openingKey({ salt, sheetRoot }: RecordOpening): string {
  return `${salt} ${sheetRoot}`
}

function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
