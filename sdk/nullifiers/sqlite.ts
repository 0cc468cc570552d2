import { createClient, type Client } from "@libsql/client"
import type { NullifierStore } from "./store.ts"

/** How long a writer waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT = 5000

/**
 * Nullifiers in an SQLite file, for Node. Several processes may share the file. Close it with `close()` or `await using`.
 */
export class SqliteNullifiers implements NullifierStore, AsyncDisposable {
  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /** @param path of the file; it is made when missing */
  static async open(path: string): Promise<SqliteNullifiers> {
    const client = createClient({ url: `file:${path}` })
    try {
      await client.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`)
      await client.execute("PRAGMA journal_mode = WAL")
      // Text: SQLite's integers are too small. The primary key is what makes `spend` exact.
      await client.execute(
        "CREATE TABLE IF NOT EXISTS nullifiers (scope TEXT NOT NULL, nullifier TEXT NOT NULL, PRIMARY KEY (scope, nullifier)) WITHOUT ROWID",
      )
    } catch (error) {
      client.close()
      throw error
    }
    return new SqliteNullifiers(client)
  }

  async has(scope: bigint, nullifier: bigint): Promise<boolean> {
    const { rows } = await this.#client.execute({
      sql: "SELECT 1 FROM nullifiers WHERE scope = ? AND nullifier = ?",
      args: [scope.toString(), nullifier.toString()],
    })
    return rows.length > 0
  }

  async spend(scope: bigint, nullifier: bigint): Promise<boolean> {
    const { rowsAffected } = await this.#client.execute({
      sql: "INSERT INTO nullifiers (scope, nullifier) VALUES (?, ?) ON CONFLICT DO NOTHING",
      args: [scope.toString(), nullifier.toString()],
    })
    return rowsAffected === 1
  }

  async close(): Promise<void> {
    this.#client.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
