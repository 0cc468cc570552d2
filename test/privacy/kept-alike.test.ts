import { createClient } from "@libsql/client"
import { expect } from "chai"
import { cases } from "../../scripts/assure/thoroughness.ts"
import {
  Member,
  MemoryMailbox,
  Passbook,
  Scope,
  sealOpening,
  sealSheet,
  Sheet,
  Trustee,
  type Mailbox,
  type VaultStore,
} from "../../sdk/index.ts"
import { PostgresMailbox, PostgresVaultStore } from "../../sdk/store/postgres.ts"
import { SqliteMailbox, SqliteVaultStore } from "../../sdk/store/sqlite.ts"
import { Cluster } from "../postgres/cluster.ts"
import { contactOf, contactsOf, onlyOpening, weekOf } from "../sdk/delivery/scene.ts"
import { temporaryFolder } from "../sdk/store/folder.ts"
import { shapeOf } from "./shapes.ts"
import { WatchedMailbox, WatchedVaultStore, type Seen } from "./watched-store.ts"

/** What two members do in a year that nobody could tell apart from outside. */
interface Life {
  member: Member
  /** Minutes of each record of the one week. */
  records: readonly number[]
  kind: number
  service: string
  note: string
}

const LIVES: Life[] = [
  { member: Member.create(), records: [1], kind: 0, service: "https://a.example", note: "" },
  {
    member: Member.create(),
    records: [16_777_215, 7, 840],
    kind: 31,
    service: `https://${"b".repeat(60)}.example`,
    note: "n".repeat(600),
  },
]

/** A table's cells without what is in them. */
const FORM_OF_VAULT = "SELECT length(id) AS id, length(value) AS value FROM rochdale_vault ORDER BY 1, 2"
const FORM_OF_ENVELOPES =
  "SELECT place, length(digest) AS digest, length(envelope) AS envelope FROM rochdale_envelopes ORDER BY place"

describe("what keepers see is the same whoever's it is, and whatever it says", function () {
  this.timeout(120_000)
  const { freshFile } = temporaryFolder()

  /** Leads a life with a mailbox and a store, and gives what their keepers saw. */
  async function lead(life: Life, mailbox: Mailbox, store: VaultStore): Promise<{ vault: Seen; mail: Seen }> {
    const [vault, mail] = [new WatchedVaultStore(store), new WatchedMailbox(mailbox)]
    const passbook = Passbook.of(life.member, vault)
    await passbook.collect(mail)
    const scope = Scope.offChain(life.service, life.note === "" ? "van" : life.note.slice(0, 90))
    await passbook.markSpent(scope)
    expect(await passbook.has(scope.value, life.member.nullifier(scope.value))).to.equal(true)
    await passbook.vault.set(life.note === "" ? "note" : life.note.slice(0, 40), life.note)
    expect(await passbook.openings()).to.have.length(life.records.length)
    expect((await Passbook.of(life.member, vault).recover(mail)).lost).to.deep.equal([])
    return { vault: vault.seen, mail: mail.seen }
  }

  /** The week of both, in one mailbox: rows are all that there is to count. */
  async function post(mailbox: Mailbox): Promise<void> {
    const contacts = await contactsOf(LIVES.map(({ member }) => member))
    const rows = LIVES.flatMap(({ member, records, kind }) =>
      records.map((amount) => ({ commitment: member.commitment, amount, kind })),
    )
    await mailbox.put(await sealSheet(Sheet.of("2026-01-04", rows), contacts))
  }

  it("of the calls to a vault and a mailbox: their number, order and sizes", async () => {
    const mailbox = new MemoryMailbox()
    await post(mailbox)
    const seen = []
    for (const life of LIVES) {
      await using store = await SqliteVaultStore.open(freshFile())
      seen.push(await lead(life, mailbox, store))
    }
    expect(seen[0]!.vault).to.have.length.above(10)
    expect(seen[1]).to.deep.equal(seen[0])
  })

  it("of the rows in an SQLite file", async () => {
    const forms = []
    for (const life of LIVES) {
      const file = freshFile()
      const mailbox = await SqliteMailbox.open(file)
      const store = await SqliteVaultStore.open(file)
      await post(mailbox)
      await lead(life, mailbox, store)
      await mailbox.close()
      await store.close()
      const client = createClient({ url: `file:${file}` })
      const tables = [FORM_OF_VAULT, FORM_OF_ENVELOPES, "SELECT name, sql FROM sqlite_schema ORDER BY name"]
      forms.push(
        await Promise.all(tables.map(async (sql) => (await client.execute(sql)).rows.map((row) => ({ ...row })))),
      )
      client.close()
    }
    expect(forms[0]![0]).to.have.length.above(3)
    expect(forms[1]).to.deep.equal(forms[0])
  })

  if (cases(0, 1) === 1) {
    it("of the rows in a PostgreSQL database", async () => {
      const cluster = await Cluster.start()
      try {
        const forms = []
        for (const life of LIVES) {
          const address = await cluster.database()
          const mailbox = await PostgresMailbox.open(address)
          const store = await PostgresVaultStore.open(address)
          await post(mailbox)
          const seen = await lead(life, mailbox, store)
          await mailbox.close()
          await store.close()
          const tables = [FORM_OF_VAULT, FORM_OF_ENVELOPES]
          const rows = []
          for (const sql of tables) rows.push(await cluster.ask(sql, address))
          // A mailbox's name is drawn for it.
          forms.push([rows, { ...seen, mail: seen.mail.map((line) => line.replace(/[0-9a-f]{32}/g, "")) }])
        }
        expect(forms[1]).to.deep.equal(forms[0])
      } finally {
        await cluster.remove()
      }
    })
  }

  it("of envelopes: one length, and no byte that they have in common", async () => {
    const envelopes: Uint8Array[] = []
    for (let round = cases(40, 400); round > 0; round--) {
      const { member, records, kind } = LIVES[round % LIVES.length]!
      const sheet = Sheet.of("2026-01-04", [{ commitment: member.commitment, amount: records[0]!, kind }])
      envelopes.push(await sealOpening(onlyOpening(sheet, member), await contactOf(member)))
    }
    expectNoHeader(envelopes)
  })

  it("of a vault's entries: six lengths, and no byte that they have in common", async () => {
    const entries: Uint8Array[] = []
    const keeping: VaultStore = {
      read: async (ids) => ids.map(() => undefined),
      async replace({ changes }) {
        entries.push(...changes.flatMap(({ value }) => (value === undefined ? [] : [value])))
        return true
      },
    }
    for (let round = cases(40, 400); round > 0; round--)
      await Passbook.of(LIVES[round % 2]!.member, keeping).vault.set("note", "n".repeat(round))
    expectNoHeader(entries)
  })

  it("of exported backups: a member's, and a trustee's", async () => {
    const backups = [await LIVES[0]!.member.seal("correct horse battery"), await LIVES[1]!.member.seal("staples!")]
    expect(forms(backups[1])).to.deep.equal(forms(backups[0]))
    const trustees = [await Trustee.create().seal("correct horse battery"), await Trustee.create().seal("staples!")]
    expect(forms(trustees[1])).to.deep.equal(forms(trustees[0]))
  })

  it("and a difference would be seen: a week with so many records that they need a larger entry", async () => {
    const many: Life = { ...LIVES[0]!, member: Member.create(), records: [1, 2, 3, 4, 5, 6] }
    const mailbox = new MemoryMailbox()
    const contacts = await contactsOf([LIVES[0]!.member, many.member])
    await mailbox.put(await sealSheet(weekOf([LIVES[0]!.member]), contacts))
    const rows = many.records.map((amount) => ({ commitment: many.member.commitment, amount, kind: 0 }))
    await mailbox.put(await sealSheet(Sheet.of("2026-01-04", rows), contacts))
    const seen = []
    for (const life of [LIVES[0]!, many]) {
      await using store = await SqliteVaultStore.open(freshFile())
      seen.push(await lead(life, mailbox, store))
    }
    expect(seen[1]!.vault).to.not.deep.equal(seen[0]!.vault)
    expect(seen[1]!.mail).to.deep.equal(seen[0]!.mail)
  })
})

function forms(backup: unknown): unknown {
  return shapeOf(Object.fromEntries(Object.entries(backup as object).map(([name, value]) => [name, hexForm(value)])))
}

function hexForm(value: unknown): unknown {
  return typeof value === "string" && /^[0-9a-f]{16,}$/.test(value) ? `${String(value.length)} hex digits` : value
}

/** That a byte is the same in all of forty is not chance. */
function expectNoHeader(values: readonly Uint8Array[]): void {
  expect(new Set(values.map(({ length }) => length)).size).to.equal(1)
  const [first, ...others] = values as [Uint8Array, ...Uint8Array[]]
  const fixed = [...first.keys()].filter((place) => others.every((other) => other[place] === first[place]))
  expect(fixed).to.deep.equal([])
}
