import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex } from "@noble/hashes/utils.js"
import type { Envelope } from "../delivery/envelope.ts"
import {
  checkEnvelopes,
  PAGE_LIMIT,
  startOf,
  type Cursor,
  type Mailbox,
  type MailboxPage,
} from "../delivery/mailbox.ts"
import { shuffled } from "../delivery/shuffle.ts"
import type { Database, Statement } from "./database.ts"

/** Envelopes in one statement: its three values each stay far below what the databases take. */
const CHUNK = 1000

/**
 * A mailbox in a database. Its places have no gaps and follow the order in which writes became visible, because one row that each writer locks first
 * counts them: a reader who goes on from a cursor can miss nothing.
 */
export class SqlMailbox implements Mailbox, AsyncDisposable {
  readonly #database: Database

  protected constructor(database: Database) {
    this.#database = database
  }

  /** Makes the tables where they are missing. @throws StoreError */
  protected static async prepare(database: Database): Promise<void> {
    const { bytes } = database
    const id = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
    try {
      await database.prepare("rochdale_mailbox", [
        {
          sql: `CREATE TABLE IF NOT EXISTS rochdale_envelopes (place BIGINT PRIMARY KEY, digest ${bytes} NOT NULL UNIQUE, envelope ${bytes} NOT NULL)`,
          values: [],
        },
        {
          sql: "CREATE TABLE IF NOT EXISTS rochdale_mailbox (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, last BIGINT NOT NULL)",
          values: [],
        },
        { sql: "INSERT INTO rochdale_mailbox (one, id, last) VALUES (1, $1, 0) ON CONFLICT DO NOTHING", values: [id] },
      ])
    } catch (error) {
      await database.close()
      throw error
    }
  }

  async put(envelopes: readonly Envelope[]): Promise<void> {
    checkEnvelopes(envelopes)
    const different = new Map(envelopes.map((envelope) => [bytesToHex(sha256(envelope)), envelope]))
    const order = shuffled([...different.values()])
    const statements: Statement[] = [LOCK]
    for (let start = 0; start < order.length; start += CHUNK)
      statements.push(this.#insert(order.slice(start, start + CHUNK)), COUNT)
    await this.#database.write(statements)
  }

  async fetch(cursor?: Cursor, limit = PAGE_LIMIT): Promise<MailboxPage> {
    const [mailbox] = await this.#database.read({ sql: "SELECT id, last FROM rochdale_mailbox", values: [] })
    const id = mailbox?.["id"] as string
    const last = Number(mailbox?.["last"])
    const start = startOf(cursor, limit, id, last)
    const rows = await this.#database.read({
      sql: "SELECT place, digest, envelope FROM rochdale_envelopes WHERE place > $1 AND place <= $2 ORDER BY place LIMIT $3",
      values: [start, last, limit],
    })
    const end = rows.length < limit ? last : Number(rows.at(-1)?.["place"])
    const envelopes = rows.flatMap(({ place, digest, envelope }) => {
      const content = Uint8Array.from(envelope as Uint8Array)
      // What the disk has damaged counts as lost: its place is left out.
      const whole = bytesToHex(sha256(content)) === bytesToHex(Uint8Array.from(digest as Uint8Array))
      return whole ? [{ place: Number(place), envelope: content }] : []
    })
    return { envelopes, next: { mailbox: id, after: end }, more: end < last }
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Adds those that are not there yet at the places that follow. */
  #insert(envelopes: readonly Envelope[]): Statement {
    const { bytes } = this.#database
    const rows = envelopes.map(
      (_, index) => `(${index}, CAST($${2 * index + 1} AS ${bytes}), CAST($${2 * index + 2} AS ${bytes}))`,
    )
    return {
      sql: `WITH added (turn, digest, envelope) AS (VALUES ${rows.join(", ")})
        INSERT INTO rochdale_envelopes (place, digest, envelope)
        SELECT mailbox.last + ROW_NUMBER() OVER (ORDER BY added.turn), added.digest, added.envelope
        FROM added CROSS JOIN rochdale_mailbox AS mailbox
        WHERE NOT EXISTS (SELECT 1 FROM rochdale_envelopes AS known WHERE known.digest = added.digest)`,
      values: envelopes.flatMap((envelope) => [sha256(envelope), envelope]),
    }
  }
}

/** Writers come one after the other; SQLite sees to that by itself. */
const LOCK: Statement = { sql: "UPDATE rochdale_mailbox SET last = last", values: [] }

const COUNT: Statement = {
  sql: "UPDATE rochdale_mailbox SET last = COALESCE((SELECT MAX(place) FROM rochdale_envelopes WHERE place > last), last)",
  values: [],
}
