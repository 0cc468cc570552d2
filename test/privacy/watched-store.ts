import type { Cursor, Envelope, Mailbox, MailboxPage, Replacement, VaultStore } from "../../sdk/index.ts"

/** What a keeper sees of each call, in turn: how many entries, and how large. */
export type Seen = string[]

/** A store whose keeper writes down the form of all that comes. */
export class WatchedVaultStore implements VaultStore {
  readonly seen: Seen = []
  readonly #store: VaultStore

  constructor(store: VaultStore) {
    this.#store = store
  }

  async read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    const values = await this.#store.read(ids)
    this.seen.push(`read ${ids.map((id, index) => `${form(id)} ${form(values[index])}`).join()}`)
    return values
  }

  async replace(replacement: Replacement): Promise<boolean> {
    const { guard, changes } = replacement
    const changed = changes.map(({ id, value }) => `${form(id)} ${form(value)}`)
    this.seen.push(`replace ${form(guard.id)} ${form(guard.expected)} ${form(guard.value)}: ${changed.join()}`)
    return this.#store.replace(replacement)
  }
}

/** A mailbox whose keeper writes down who asks for what. */
export class WatchedMailbox implements Mailbox {
  readonly seen: Seen = []
  readonly #mailbox: Mailbox

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox
  }

  put(envelopes: readonly Envelope[]): Promise<void> {
    this.seen.push(`put ${envelopes.map(form).join()}`)
    return this.#mailbox.put(envelopes)
  }

  fetch(cursor?: Cursor, limit?: number): Promise<MailboxPage> {
    this.seen.push(`fetch ${JSON.stringify(cursor ?? null)} ${String(limit)}`)
    return this.#mailbox.fetch(cursor, limit)
  }
}

function form(value: string | Uint8Array | undefined): string {
  return value === undefined ? "none" : String(value.length)
}
