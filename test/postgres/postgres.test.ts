import { expect } from "chai"
import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"
import { inspect } from "node:util"
import { MemoryMailbox, Passbook, StoreError, Vault, type NullifierStore } from "../../sdk/index.ts"
import { PostgresMailbox, PostgresNullifiers, PostgresVaultStore } from "../../sdk/store/postgres.ts"
import { PostgresDatabase } from "../../sdk/store/postgres-database.ts"
import { memberNumber } from "../sdk/commune.ts"
import { strangersEnvelopes } from "../sdk/delivery/scene.ts"
import { refused } from "../sdk/refused.ts"
import { behavesAsMailbox, behavesAsSharedMailbox } from "../sdk/store/mailbox-behaviour.ts"
import { leavesNoTrace } from "../sdk/store/no-trace.ts"
import { survivesProcesses } from "../sdk/store/processes.ts"
import { behavesAsSharedVaultStore, behavesAsVaultStore } from "../sdk/store/vault-store-behaviour.ts"
import { Cluster } from "./cluster.ts"

describe("on PostgreSQL", function () {
  this.timeout(240_000)
  let cluster: Cluster
  let shared: string
  const opened: { close(): Promise<void> }[] = []

  before(async () => {
    cluster = await Cluster.start()
    shared = await cluster.database()
  })

  after(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await cluster.remove()
  })

  /** Closed at the end, whatever happens. */
  async function kept<One extends { close(): Promise<void> }>(opening: Promise<One>): Promise<One> {
    const one = await opening
    opened.push(one)
    return one
  }

  const mailboxOf = async (address: string): Promise<PostgresMailbox> => kept(PostgresMailbox.open(address))
  const vaultStoreOf = async (address: string): Promise<PostgresVaultStore> => kept(PostgresVaultStore.open(address))
  const nullifiersOf = async (address: string): Promise<PostgresNullifiers> => kept(PostgresNullifiers.open(address))

  describe("a mailbox", () => {
    behavesAsMailbox(async () => mailboxOf(await cluster.database()))
    behavesAsSharedMailbox(() => mailboxOf(shared))
  })

  describe("vault entries", () => {
    behavesAsVaultStore(async () => vaultStoreOf(await cluster.database()))
    behavesAsSharedVaultStore(() => vaultStoreOf(shared))
  })

  describe("nullifiers", () => {
    it("are spent once in each scope, and remembered", async () => {
      const address = await cluster.database()
      const store: NullifierStore = await nullifiersOf(address)
      const large = 2n ** 253n + 1n
      expect(await store.has(1n, large)).to.equal(false)
      expect(await store.spend(1n, large)).to.equal(true)
      expect(await store.spend(1n, large)).to.equal(false)
      expect(await store.has(1n, large)).to.equal(true)
      expect(await store.spend(2n, large)).to.equal(true)
      const again = await nullifiersOf(address)
      expect(await again.has(1n, large)).to.equal(true)
      expect(await again.has(1n, large + 1n)).to.equal(false)
    })

    it("are spent by exactly one of many at once", async () => {
      const address = await cluster.database()
      const several = await Promise.all([1, 2, 3].map(() => nullifiersOf(address)))
      for (const nullifier of [7n, 8n]) {
        const won = await Promise.all(Array.from({ length: 60 }, (_, turn) => several[turn % 3]!.spend(1n, nullifier)))
        expect(won.filter(Boolean).length).to.equal(1)
      }
    })
  })

  describe("in the hands of several processes", () => {
    survivesProcesses(() => cluster.database(), mailboxOf, vaultStoreOf)
  })

  it("nothing of the members' is left on the disk, in errors or on the console", async () => {
    const address = await cluster.database()
    await leavesNoTrace(await mailboxOf(address), await vaultStoreOf(address), () => cluster.bytes())
  })

  it("updates of one vault by several devices at once are all there in the end", async () => {
    const address = await cluster.database()
    const stores = await Promise.all([1, 2, 3].map(() => vaultStoreOf(address)))
    const increase = (vault: Vault): Promise<void> =>
      vault.update(async (look) => {
        const before = (await look(["count"])).get("count")
        return new Map([["count", (typeof before === "number" ? before : 0) + 1]])
      })
    const vaults = stores.map((store) => Vault.of(memberNumber(1), store))
    await Promise.all([...vaults, ...vaults, ...vaults].map(increase))
    expect(await vaults[0]!.get("count")).to.equal(9)
  })

  it("a connection that breaks within a write undoes it, and the next write gets another one", async () => {
    const address = await cluster.database()
    const mailbox = await mailboxOf(address)
    await mailbox.put(strangersEnvelopes(2))
    const lot = strangersEnvelopes(3)
    // Somebody holds the lock for which the write has to wait, and the server ends its connection while it waits.
    const database = await kept(PostgresDatabase.open(address))
    const holding = database.write([
      { sql: "UPDATE rochdale_mailbox SET last = last", values: [] },
      { sql: "SELECT pg_sleep(1)", values: [] },
    ])
    await waitUntil(async () => (await waiting(address, "active")) > 0)
    const broken = refused(() => mailbox.put(lot), StoreError, "write", "127.0.0.1")
    await waitUntil(async () => (await waiting(address, "Lock")) > 0)
    await cluster.ask(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameIn(address)}' AND wait_event_type = 'Lock'`,
    )
    await Promise.all([broken, holding])
    expect((await mailbox.fetch()).next.after).to.equal(2)
    await mailbox.put(lot)
    expect((await mailbox.fetch()).next.after).to.equal(5)
  })

  it("a line that is cut within a write gives an error and ends no program", async () => {
    const address = await cluster.database()
    const sockets: Socket[] = []
    const line = createServer((near) => {
      const far = connect(cluster.port, "127.0.0.1")
      near.pipe(far).pipe(near)
      sockets.push(near, far)
      for (const socket of [near, far]) socket.on("error", () => undefined)
    }).listen(0, "127.0.0.1")
    opened.push({
      async close() {
        line.close()
        for (const socket of sockets) socket.destroy()
      },
    })
    await once(line, "listening")
    const { port } = line.address() as { port: number }
    const mailbox = await mailboxOf(address.replace(`:${cluster.port}/`, `:${port}/`))
    const database = await kept(PostgresDatabase.open(address))
    const holding = database.write([
      { sql: "UPDATE rochdale_mailbox SET last = last", values: [] },
      { sql: "SELECT pg_sleep(1)", values: [] },
    ])
    await waitUntil(async () => (await waiting(address, "active")) > 0)
    const broken = refused(() => mailbox.put(strangersEnvelopes(3)), StoreError, "write")
    await waitUntil(async () => (await waiting(address, "Lock")) > 0)
    for (const socket of sockets) socket.destroy()
    await Promise.all([broken, holding])
    expect((await mailbox.fetch()).next.after).to.equal(0)
  })

  it("an account that may not make tables uses those that are there", async () => {
    const address = await cluster.database()
    await (await mailboxOf(address)).put(strangersEnvelopes(1))
    await cluster.ask(
      "CREATE ROLE clerk LOGIN PASSWORD 'clerks-word'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk",
      address,
    )
    const mailbox = await mailboxOf(cluster.address(nameIn(address), "clerk", "clerks-word"))
    expect((await mailbox.fetch()).next.after).to.equal(1)
    const lot = strangersEnvelopes(1)
    await refused(() => mailbox.put(lot), StoreError, "write")
    // The connection on which that failed is not left in the middle of a transaction.
    expect((await mailbox.fetch()).next.after).to.equal(1)
    const vaults = cluster.address(nameIn(address), "clerk", "clerks-word")
    await refused(() => PostgresVaultStore.open(vaults), StoreError, "open")
  })

  it("opening says so when nobody answers, the password is wrong or the address is none, and never shows the password", async () => {
    const secret = "open-sesame"
    const connections = [
      cluster.address("postgres", "keeper", secret),
      `postgres://keeper:${secret}@127.0.0.1:1/nowhere`,
      `postgres://keeper:${secret}@127.0.0.1:not-a-port/nowhere`,
      { host: "127.0.0.1", port: cluster.port, user: "keeper", password: secret, database: "postgres" },
    ]
    for (const connection of connections) {
      for (const store of [PostgresMailbox, PostgresVaultStore, PostgresNullifiers]) {
        const error = await refused(() => store.open(connection), StoreError, "open", "PostgreSQL")
        expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).to.not.include(secret)
      }
    }
    const parts = {
      host: "127.0.0.1",
      port: cluster.port,
      user: "keeper",
      password: cluster.password,
      database: nameIn(shared),
    }
    const mailbox = await kept(PostgresMailbox.open({ ...parts, connections: 1 }))
    expect(inspect(mailbox, { depth: 9, showHidden: true })).to.not.include(cluster.password)
  })

  it("a server that is down gives errors, ends no program, and serves again when it is back", async () => {
    const address = await cluster.database()
    const mailbox = await mailboxOf(address)
    const store = await vaultStoreOf(address)
    const passbook = Passbook.of(memberNumber(1), store)
    await passbook.vault.set("a", 1)
    await cluster.stop()
    await refused(() => mailbox.fetch(), StoreError, "read")
    await refused(() => mailbox.put(strangersEnvelopes(1)), StoreError, "write")
    await refused(() => passbook.vault.get("a"), StoreError, "read")
    expect((await passbook.recover(new MemoryMailbox())).lost.map(({ code }) => code)).to.deep.equal(["store"])
    await cluster.begin()
    expect(await passbook.vault.get("a")).to.equal(1)
    await mailbox.put(strangersEnvelopes(1))
    expect((await mailbox.fetch()).next.after).to.equal(1)
  })

  async function waiting(address: string, state: string): Promise<number> {
    const [row] = await cluster.ask(
      `SELECT COUNT(*) AS waiting FROM pg_stat_activity WHERE datname = '${nameIn(address)}' AND '${state}' IN (state, wait_event_type)`,
    )
    return Number(row?.["waiting"])
  }
})

function nameIn(address: string): string {
  return new URL(address).pathname.slice(1)
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) if (await holds()) return
  throw new Error("waited in vain")
}
