// The entry point "rochdale/sqlite".
import { SqlMailbox } from "./sql-mailbox.ts"
import { SqlVaultStore } from "./sql-vault-store.ts"
import { SqliteDatabase } from "./sqlite-database.ts"

export { SqliteNullifiers } from "../nullifiers/sqlite.ts"

/** A mailbox in an SQLite file, for Node. Several processes may share the file, and a vault store may be in the same one. Close it with `close()` or `await using`. */
export class SqliteMailbox extends SqlMailbox {
  /**
   * @param path of the file; it is made when missing
   * @throws StoreError
   */
  static async open(path: string): Promise<SqliteMailbox> {
    const database = await SqliteDatabase.open(path)
    await SqlMailbox.prepare(database)
    return new SqliteMailbox(database)
  }
}

/** Vault entries in an SQLite file, for Node. Several processes may share the file. Close it with `close()` or `await using`. */
export class SqliteVaultStore extends SqlVaultStore {
  /**
   * @param path of the file; it is made when missing
   * @throws StoreError
   */
  static async open(path: string): Promise<SqliteVaultStore> {
    const database = await SqliteDatabase.open(path)
    await SqlVaultStore.prepare(database)
    return new SqliteVaultStore(database)
  }
}
