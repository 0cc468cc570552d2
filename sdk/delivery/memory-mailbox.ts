import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex } from "@noble/hashes/utils.js"
import type { Envelope } from "./envelope.ts"
import { checkEnvelopes, PAGE_LIMIT, startOf, type Cursor, type Mailbox, type MailboxPage } from "./mailbox.ts"
import { shuffled } from "./shuffle.ts"

/** A mailbox in memory: gone with the process. For tests and for trying out. */
export class MemoryMailbox implements Mailbox {
  readonly #id = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
  readonly #envelopes: Envelope[] = []
  readonly #known = new Set<string>()

  async put(envelopes: readonly Envelope[]): Promise<void> {
    checkEnvelopes(envelopes)
    for (const envelope of shuffled(envelopes)) {
      const digest = bytesToHex(sha256(envelope))
      if (this.#known.has(digest)) continue
      this.#known.add(digest)
      this.#envelopes.push(Uint8Array.from(envelope))
    }
  }

  async fetch(cursor?: Cursor, limit = PAGE_LIMIT): Promise<MailboxPage> {
    const start = startOf(cursor, limit, this.#id, this.#envelopes.length)
    const page = this.#envelopes.slice(start, start + limit)
    const end = start + page.length
    return {
      envelopes: page.map((envelope, index) => ({ place: start + index + 1, envelope: Uint8Array.from(envelope) })),
      next: { mailbox: this.#id, after: end },
      more: end < this.#envelopes.length,
    }
  }
}
