import { createClient, type Client, type ResultSet } from "@libsql/client"
import { StoreError } from "../errors.ts"
import type { NullifierStore } from "./store.ts"

/** How long a writer waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT = 5000

/**
 * Nullifiers in an SQLite file, for Node. Several processes may share the file. Close it with `close()` or `await using`.
 */
export class SqliteNullifiers implements NullifierStore, AsyncDisposable {
  readonly #client: Client
  readonly #path: string

  private constructor(client: Client, path: string) {
    this.#client = client
    this.#path = path
  }

  /**
   * @param path of the file; it is made when missing
   * @throws StoreError
   */
  static async open(path: string): Promise<SqliteNullifiers> {
    let client: Client | undefined
    try {
      client = createClient({ url: `file:${path}` })
      await client.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`)
      await client.execute("PRAGMA journal_mode = WAL")
      // Text: SQLite's integers are too small. The primary key is what makes `spend` exact.
      await client.execute(
        "CREATE TABLE IF NOT EXISTS nullifiers (scope TEXT NOT NULL, nullifier TEXT NOT NULL, PRIMARY KEY (scope, nullifier)) WITHOUT ROWID",
      )
      return new SqliteNullifiers(client, path)
    } catch (cause) {
      client?.close()
      throw new StoreError("open", path, cause)
    }
  }

  async has(scope: bigint, nullifier: bigint): Promise<boolean> {
    const sql = "SELECT 1 FROM nullifiers WHERE scope = ? AND nullifier = ?"
    const { rows } = await this.#run("read", sql, scope, nullifier)
    return rows.length > 0
  }

  async spend(scope: bigint, nullifier: bigint): Promise<boolean> {
    const sql = "INSERT INTO nullifiers (scope, nullifier) VALUES (?, ?) ON CONFLICT DO NOTHING"
    const { rowsAffected } = await this.#run("write", sql, scope, nullifier)
    return rowsAffected === 1
  }

  async #run(doing: string, sql: string, scope: bigint, nullifier: bigint): Promise<ResultSet> {
    try {
      return await this.#client.execute({ sql, args: [scope.toString(), nullifier.toString()] })
    } catch (cause) {
      throw new StoreError(doing, this.#path, cause)
    }
  }

  async close(): Promise<void> {
    this.#client.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
