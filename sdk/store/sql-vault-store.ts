import type { Replacement, VaultStore } from "../vault/store.ts"
import { places, type Database, type Statement } from "./database.ts"

/** Vault entries in a database, those of all members in one table. */
export class SqlVaultStore implements VaultStore, AsyncDisposable {
  readonly #database: Database

  protected constructor(database: Database) {
    this.#database = database
  }

  /** Makes the table where it is missing. @throws StoreError */
  protected static async prepare(database: Database): Promise<void> {
    const sql = `CREATE TABLE IF NOT EXISTS rochdale_vault (id TEXT PRIMARY KEY, value ${database.bytes} NOT NULL)`
    try {
      await database.prepare("rochdale_vault", [{ sql, values: [] }])
    } catch (error) {
      await database.close()
      throw error
    }
  }

  async read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    if (ids.length === 0) return []
    // One statement, so that all values are of one moment.
    const sql = `SELECT id, value FROM rochdale_vault WHERE id IN (${places(ids.length)})`
    const rows = await this.#database.read({ sql, values: ids })
    const found = new Map(rows.map(({ id, value }) => [id as string, Uint8Array.from(value as Uint8Array)]))
    return ids.map((id) => found.get(id))
  }

  async replace({ guard, changes }: Replacement): Promise<boolean> {
    const guarded: Statement =
      guard.expected === undefined
        ? {
            sql: "INSERT INTO rochdale_vault (id, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            values: [guard.id, guard.value],
          }
        : {
            sql: "UPDATE rochdale_vault SET value = $1 WHERE id = $2 AND value = $3",
            values: [guard.value, guard.id, guard.expected],
          }
    const [replaced] = await this.#database.write([guarded, ...changes.map((change) => this.#changeIf(guard, change))])
    return replaced === 1
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** A change that happens only where the guard's new value has arrived: values are never the same twice, for their random nonces. */
  #changeIf(guard: Replacement["guard"], { id, value }: Replacement["changes"][number]): Statement {
    return value === undefined
      ? {
          sql: "DELETE FROM rochdale_vault WHERE id = $1 AND EXISTS (SELECT 1 FROM rochdale_vault WHERE id = $2 AND value = $3)",
          values: [id, guard.id, guard.value],
        }
      : {
          sql: `INSERT INTO rochdale_vault (id, value)
            SELECT entry.id, entry.value FROM (SELECT $1 AS id, CAST($2 AS ${this.#database.bytes}) AS value) AS entry
            WHERE EXISTS (SELECT 1 FROM rochdale_vault WHERE id = $3 AND value = $4)
            ON CONFLICT (id) DO UPDATE SET value = excluded.value`,
          values: [id, value, guard.id, guard.value],
        }
  }
}
