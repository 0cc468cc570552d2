// The entry point "rochdale/postgres".
import type { NullifierStore } from "../nullifiers/store.ts"
import type { Database } from "./database.ts"
import { PostgresDatabase, type PostgresConnection } from "./postgres-database.ts"
import { SqlMailbox } from "./sql-mailbox.ts"
import { SqlVaultStore } from "./sql-vault-store.ts"

export type { PostgresConnection }

/** A mailbox in a PostgreSQL database. Close it with `close()` or `await using`. */
export class PostgresMailbox extends SqlMailbox {
  /**
   * @param connection an address such as "postgres://user:password@host:5432/database", or its parts
   * @throws StoreError
   */
  static async open(connection: string | PostgresConnection): Promise<PostgresMailbox> {
    const database = await PostgresDatabase.open(connection)
    await SqlMailbox.prepare(database)
    return new PostgresMailbox(database)
  }
}

/** Vault entries in a PostgreSQL database. Close it with `close()` or `await using`. */
export class PostgresVaultStore extends SqlVaultStore {
  /** See PostgresMailbox.open. @throws StoreError */
  static async open(connection: string | PostgresConnection): Promise<PostgresVaultStore> {
    const database = await PostgresDatabase.open(connection)
    await SqlVaultStore.prepare(database)
    return new PostgresVaultStore(database)
  }
}

/** Nullifiers in a PostgreSQL database. Close it with `close()` or `await using`. */
export class PostgresNullifiers implements NullifierStore, AsyncDisposable {
  readonly #database: Database

  private constructor(database: Database) {
    this.#database = database
  }

  /** See PostgresMailbox.open. @throws StoreError */
  static async open(connection: string | PostgresConnection): Promise<PostgresNullifiers> {
    const database = await PostgresDatabase.open(connection)
    // Text: no integer of the database is large enough. The primary key is what makes `spend` exact.
    const sql =
      "CREATE TABLE IF NOT EXISTS rochdale_nullifiers (scope TEXT NOT NULL, nullifier TEXT NOT NULL, PRIMARY KEY (scope, nullifier))"
    try {
      await database.prepare("rochdale_nullifiers", [{ sql, values: [] }])
    } catch (error) {
      await database.close()
      throw error
    }
    return new PostgresNullifiers(database)
  }

  async has(scope: bigint, nullifier: bigint): Promise<boolean> {
    const sql = "SELECT 1 FROM rochdale_nullifiers WHERE scope = $1 AND nullifier = $2"
    const rows = await this.#database.read({ sql, values: [scope.toString(), nullifier.toString()] })
    return rows.length > 0
  }

  async spend(scope: bigint, nullifier: bigint): Promise<boolean> {
    const sql = "INSERT INTO rochdale_nullifiers (scope, nullifier) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    const [added] = await this.#database.write([{ sql, values: [scope.toString(), nullifier.toString()] }])
    return added === 1
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
