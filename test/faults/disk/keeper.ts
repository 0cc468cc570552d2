// Keeps things on a disk that fills up, or that can only be read: `node keeper.ts <place> full|read-only`. It prints what came of each, as JSON. What is there before is
// kept by a process of its own (`first`): a file that is open for writing keeps its disk from being made read-only.
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Report } from "../../../bench/report.ts"
import { keepResults } from "../../../bench/results.ts"
import { assertWritable, writeWhole } from "../../../scripts/demo/output-file.ts"
import { Member, RochdaleError, Vault, type Mailbox, type NullifierStore, type VaultStore } from "../../../sdk/index.ts"
import { ENVELOPE_BYTES } from "../../../sdk/delivery/envelope.ts"
import { SqliteMailbox, SqliteNullifiers, SqliteVaultStore } from "../../../sdk/store/sqlite.ts"

/** What came of writing something. */
export interface Kept {
  what: string
  /** Undefined where it was written. */
  error: { name: string; message: string } | undefined
  /** Whether all that was there before is still there, and nothing else is. */
  whole: boolean
  /** Whether it could be written once there was room again. */
  later?: boolean
}

const [place = "", how] = process.argv.slice(2)
const member = Member.fromSeed(new Uint8Array(32).fill(9))
const file = (name: string): string => join(place, name)
const lot = (count: number): Uint8Array[] =>
  Array.from({ length: count }, () => crypto.getRandomValues(new Uint8Array(ENVELOPE_BYTES)))

/** Room that is given back later. */
const FILLER = file("filler")
const RESULTS = new Report()

const LOT = 40

if (how === "first") {
  await keepFirst()
  process.exit(0)
}
execFileSync(process.execPath, [fileURLToPath(import.meta.url), place, "first"])
const kept = how === "full" ? await onFullDisk() : await onReadOnlyDisk()
console.log(JSON.stringify(kept))
// Files that are open still.
process.exit(0)

async function keepFirst(): Promise<void> {
  writeWhole(file("report.json"), "old\n")
  await keepResults("one", RESULTS, place)
  await (await SqliteMailbox.open(file("mailbox.db"))).put(lot(LOT))
  await Vault.of(member, await SqliteVaultStore.open(file("vault.db"))).set("name", "old")
  await (await SqliteNullifiers.open(file("nullifiers.db"))).spend(1n, 1n)
}

async function onFullDisk(): Promise<Kept[]> {
  const mailbox = await SqliteMailbox.open(file("mailbox.db"))
  const vaults = await SqliteVaultStore.open(file("vault.db"))
  const nullifiers = await SqliteNullifiers.open(file("nullifiers.db"))
  fill()
  const stores = [await fillMailbox(mailbox), await fillVault(vaults), await fillNullifiers(nullifiers)]
  rmSync(FILLER)
  fill(0)
  return [
    ...stores,
    await tried(
      "open a database",
      () => SqliteMailbox.open(file("another.db")),
      () => Promise.resolve(true),
    ),
    await tried(
      "write a report",
      () => {
        writeWhole(file("report.json"), "new".repeat(10_000))
      },
      () => Promise.resolve(readFileSync(file("report.json"), "utf8") === "old\n" && noRemains()),
    ),
    await tried(
      "keep results",
      () => keepResults("two", RESULTS, place),
      () => Promise.resolve(hasOneResult()),
    ),
  ]
}

async function onReadOnlyDisk(): Promise<Kept[]> {
  execFileSync("mount", ["-o", "remount,ro", place])
  const there = (): Promise<boolean> => Promise.resolve(readFileSync(file("report.json"), "utf8") === "old\n")
  return [
    await tried("put envelopes", async () => (await SqliteMailbox.open(file("mailbox.db"))).put(lot(1)), there),
    await tried(
      "set an entry",
      async () => Vault.of(member, await SqliteVaultStore.open(file("vault.db"))).set("name", "new"),
      there,
    ),
    await tried(
      "spend a nullifier",
      async () => (await SqliteNullifiers.open(file("nullifiers.db"))).spend(1n, 2n),
      there,
    ),
    await tried("look before a report", () => assertWritable(file("report.json")), there),
    await tried("write a report", () => writeWhole(file("report.json"), "new\n"), there),
    await tried(
      "keep results",
      () => keepResults("two", RESULTS, place),
      () => Promise.resolve(hasOneResult()),
    ),
  ]
}

async function fillMailbox(mailbox: Mailbox): Promise<Kept> {
  let lots = 1
  const put = async (): Promise<void> => {
    for (; ; lots++) await mailbox.put(lot(LOT))
  }
  const whole = async (): Promise<boolean> => {
    let page = await mailbox.fetch(undefined, 1000)
    let envelopes = page.envelopes.length
    for (; page.more; envelopes += page.envelopes.length) page = await mailbox.fetch(page.next, 1000)
    return envelopes === lots * LOT && page.next.after === lots * LOT
  }
  return afterRoom(await tried("put envelopes", put, whole), () => mailbox.put(lot(LOT)))
}

async function fillVault(store: VaultStore): Promise<Kept> {
  const vault = Vault.of(member, store)
  let count = 0
  const set = async (): Promise<void> => {
    for (; ; count++) await vault.set(`entry ${count}`, "x".repeat(3000))
  }
  const whole = async (): Promise<boolean> => {
    const fresh = Vault.of(member, store)
    const names = await fresh.names()
    return (
      (await fresh.get("name")) === "old" &&
      names.length === count + 1 &&
      [...(await fresh.look(names)).values()].every((value) => typeof value === "string")
    )
  }
  return afterRoom(await tried("set an entry", set, whole), () => vault.set(`entry ${count}`, "x".repeat(3000)))
}

async function fillNullifiers(store: NullifierStore): Promise<Kept> {
  let last = 1n
  const spend = async (): Promise<void> => {
    for (; ; last++) await store.spend(1n, last + 1n)
  }
  const whole = async (): Promise<boolean> => (await store.has(1n, last)) && !(await store.has(1n, last + 1n))
  return afterRoom(await tried("spend a nullifier", spend, whole), async () => {
    if (!(await store.spend(1n, last + 1n))) throw new Error("it was spent")
  })
}

async function tried(what: string, work: () => unknown, whole: () => Promise<boolean>): Promise<Kept> {
  let error: Kept["error"]
  try {
    await work()
  } catch (thrown) {
    if (!(thrown instanceof RochdaleError)) throw thrown
    error = { name: thrown.name, message: thrown.message }
  }
  return { what, error, whole: await whole() }
}

/** Makes room, tries again, and fills the disk. */
async function afterRoom(kept: Kept, again: () => Promise<void>): Promise<Kept> {
  rmSync(FILLER)
  await again()
  fill()
  return { ...kept, later: true }
}

/** @param left bytes of room that are left */
function fill(left = 200_000): void {
  const room = Number(execFileSync("df", ["--output=avail", "-B1", place]).toString().split("\n")[1])
  writeFileSync(FILLER, new Uint8Array(Math.max(0, room - left)))
}

function noRemains(): boolean {
  return !readdirSync(place).some((name) => name.endsWith(".incoming"))
}

function hasOneResult(): boolean {
  return Object.keys(JSON.parse(readFileSync(file("results.json"), "utf8")) as object).join() === "one" && noRemains()
}
