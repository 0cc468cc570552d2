import { createClient } from "@libsql/client"
import { expect } from "chai"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { collect, sealSheet, StoreError, Vault } from "../../../sdk/index.ts"
import type { Database, Statement } from "../../../sdk/store/database.ts"
import { SqlMailbox } from "../../../sdk/store/sql-mailbox.ts"
import { SqliteMailbox, SqliteVaultStore } from "../../../sdk/store/sqlite.ts"
import { SqliteDatabase } from "../../../sdk/store/sqlite-database.ts"
import { memberNumber, smallCommune } from "../commune.ts"
import { contactsOf, strangersEnvelopes, weekOf } from "../delivery/scene.ts"
import { refused } from "../refused.ts"
import { temporaryFolder } from "./folder.ts"
import { leavesNoTrace } from "./no-trace.ts"
import { survivesProcesses } from "./processes.ts"

const { freshFile, path, bytes } = temporaryFolder()
const openMailbox = (file: string): Promise<SqliteMailbox> => SqliteMailbox.open(file)
const openVaultStore = (file: string): Promise<SqliteVaultStore> => SqliteVaultStore.open(file)

describe("SQLite files", () => {
  describe("in the hands of several processes", () => {
    survivesProcesses(() => join(path(), "processes.db"), openMailbox, openVaultStore)
  })

  it("hold no secret, name or plaintext of a member's, and neither do errors or the console", async () => {
    const file = freshFile()
    await using mailbox = await SqliteMailbox.open(file)
    await using store = await SqliteVaultStore.open(file)
    await leavesNoTrace(mailbox, store, bytes)
  })

  it("hold nothing of a write in which the last statement fails", async () => {
    const database = await SqliteDatabase.open(freshFile())
    const mailbox = await FailingMailbox.over(database)
    await mailbox.put(strangersEnvelopes(2))
    mailbox.fails = true
    const lot = strangersEnvelopes(3)
    await refused(() => mailbox.put(lot), StoreError, "write")
    mailbox.fails = false
    expect((await mailbox.fetch()).next.after).to.equal(2)
    await mailbox.put(lot)
    expect((await mailbox.fetch()).next.after).to.equal(5)
    await mailbox.close()
  })

  it("count an envelope that the disk has damaged as lost, and its neighbours not", async () => {
    const file = freshFile()
    const { members } = smallCommune()
    await using mailbox = await SqliteMailbox.open(file)
    await mailbox.put(await sealSheet(weekOf(members), await contactsOf(members)))
    await mailbox.put(await sealSheet(weekOf(members), await contactsOf(members)))
    await sql(file, "UPDATE rochdale_envelopes SET envelope = zeroblob(560) WHERE place = 3")
    await sql(file, "DELETE FROM rochdale_envelopes WHERE place IN (6, 14)")
    let found = 0
    for (const member of members) {
      const { openings, missing } = await collect(member, mailbox)
      found += openings.length
      expect(missing.map(({ details }) => details)).to.deep.equal([
        { from: 3, to: 3 },
        { from: 6, to: 6 },
        { from: 14, to: 14 },
      ])
    }
    expect(found).to.equal(11)
    // The place of the last envelope is not given to another one.
    await mailbox.put(strangersEnvelopes(1))
    expect((await mailbox.fetch()).envelopes.at(-1)?.place).to.equal(15)
  })

  it("say so when they cannot be opened or are none", async () => {
    const nowhere = join(path(), "no", "such", "folder.db")
    const text = freshFile()
    await writeFile(text, "This is no database, but a text that is long enough for one. ".repeat(200))
    for (const open of [openMailbox, openVaultStore]) {
      await refused(() => open(nowhere), StoreError, "open", "folder.db")
      await refused(() => open(text), StoreError, text)
    }
  })

  it("say so when their tables are gone while they are open", async () => {
    const file = freshFile()
    await using mailbox = await SqliteMailbox.open(file)
    await using store = await SqliteVaultStore.open(file)
    const vault = Vault.of(memberNumber(1), store)
    await vault.set("a", 1)
    await sql(file, "DROP TABLE rochdale_envelopes")
    await sql(file, "DROP TABLE rochdale_vault")
    await refused(() => mailbox.fetch(), StoreError, "read")
    await refused(() => mailbox.put(strangersEnvelopes(1)), StoreError, "write")
    await refused(() => vault.get("a"), StoreError, "read")
    await refused(() => vault.set("a", 2), StoreError)
  })
})

/** A mailbox whose writes fail at their end, as when the disk is full. */
class FailingMailbox extends SqlMailbox {
  fails = false

  static async over(database: Database): Promise<FailingMailbox> {
    await SqlMailbox.prepare(database)
    const failing = {
      bytes: database.bytes,
      prepare: database.prepare.bind(database),
      read: database.read.bind(database),
      close: database.close.bind(database),
      write: (statements: readonly Statement[]) =>
        database.write(
          mailbox.fails ? [...statements, { sql: "INSERT INTO nowhere VALUES (1)", values: [] }] : statements,
        ),
    }
    const mailbox: FailingMailbox = new FailingMailbox(failing)
    return mailbox
  }
}

/** What happens to a file behind the package's back. */
async function sql(file: string, statement: string): Promise<void> {
  const client = createClient({ url: `file:${file}`, timeout: 5000 })
  await client.execute(statement)
  client.close()
}
