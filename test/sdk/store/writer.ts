// A process of its own that writes: `node writer.ts mailbox|vault <place> <count> <lots>`, where <place> is an SQLite file or a postgres:// address.
import { randomBytes } from "node:crypto"
import { ENVELOPE_BYTES } from "../../../sdk/delivery/envelope.ts"
import { Member } from "../../../sdk/member/member.ts"
import { PostgresMailbox, PostgresVaultStore } from "../../../sdk/store/postgres.ts"
import { SqliteMailbox, SqliteVaultStore } from "../../../sdk/store/sqlite.ts"
import { Vault } from "../../../sdk/vault/vault.ts"

const [kind = "", place = "", count = "", lots = ""] = process.argv.slice(2)
const inPostgres = place.startsWith("postgres:")

if (kind === "mailbox") {
  const mailbox = await (inPostgres ? PostgresMailbox : SqliteMailbox).open(place)
  console.log("ready")
  for (let lot = 0; lot < Number(lots); lot++) {
    await mailbox.put(Array.from({ length: Number(count) }, () => Uint8Array.from(randomBytes(ENVELOPE_BYTES))))
    console.log("put")
  }
  await mailbox.close()
} else {
  const store = await (inPostgres ? PostgresVaultStore : SqliteVaultStore).open(place)
  const vault = Vault.of(Member.fromSeed(new Uint8Array(32).fill(5)), store)
  console.log("ready")
  for (let lot = 0; lot < Number(lots); lot++) {
    // All entries always have the same number, whichever write came last.
    await vault.update(async (look) => {
      const before = (await look(["entry 0"])).get("entry 0")
      const next = (typeof before === "number" ? before : 0) + 1
      return new Map(Array.from({ length: Number(count) }, (_, index) => [`entry ${index}`, next]))
    })
    console.log("put")
  }
  await store.close()
}
