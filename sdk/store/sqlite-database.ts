import { createClient, type Client, type InStatement } from "@libsql/client"
import { StoreError } from "../errors.ts"
import type { Database, Row, Statement } from "./database.ts"

/** How long a writer waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT = 5000

/** An SQLite file, for Node. */
export class SqliteDatabase implements Database {
  readonly bytes = "BLOB"
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
  static async open(path: string): Promise<SqliteDatabase> {
    let client: Client | undefined
    try {
      client = createClient({ url: `file:${path}`, timeout: BUSY_TIMEOUT })
      await client.execute("PRAGMA journal_mode = WAL")
      return new SqliteDatabase(client, path)
    } catch (cause) {
      client?.close()
      throw new StoreError("open", path, cause)
    }
  }

  async prepare(_table: string, statements: readonly Statement[]): Promise<void> {
    await this.#attempt("open", () => this.#client.batch(statements.map(translated), "write"))
  }

  async read(statement: Statement): Promise<Row[]> {
    const { rows } = await this.#attempt("read", () => this.#client.execute(translated(statement)))
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          value instanceof ArrayBuffer ? new Uint8Array(value) : (value as unknown),
        ]),
      ),
    )
  }

  // A batch and never an interactive transaction: it holds the lock within one synchronous call, so that two users in one process cannot
  // wait for each other.
  async write(statements: readonly Statement[]): Promise<number[]> {
    const results = await this.#attempt("write", () => this.#client.batch(statements.map(translated), "write"))
    return results.map(({ rowsAffected }) => rowsAffected)
  }

  async close(): Promise<void> {
    this.#client.close()
  }

  async #attempt<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (cause) {
      throw new StoreError(doing, this.#path, cause)
    }
  }
}

function translated({ sql, values }: Statement): InStatement {
  return { sql: sql.replaceAll("$", "?"), args: [...values] }
}
