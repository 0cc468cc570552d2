import { expect } from "chai"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { MemoryNullifiers, StoreError, type NullifierStore } from "../../../sdk/index.ts"
import { SqliteNullifiers } from "../../../sdk/nullifiers/sqlite.ts"
import { refused } from "../refused.ts"

let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "rochdale-nullifiers-"))
})

after(() => rm(folder, { recursive: true }))

let files = 0
const freshFile = () => join(folder, `${files++}.db`)

for (const [name, open] of [
  ["in memory", async (): Promise<NullifierStore> => new MemoryNullifiers()],
  ["in an SQLite file", (): Promise<NullifierStore> => SqliteNullifiers.open(freshFile())],
] as const) {
  describe(`nullifiers ${name}`, () => {
    it("are spent once in each scope", async () => {
      const store = await open()
      expect(await store.has(1n, 7n)).to.equal(false)
      expect(await store.spend(1n, 7n)).to.equal(true)
      expect(await store.spend(1n, 7n)).to.equal(false)
      expect(await store.has(1n, 7n)).to.equal(true)
      expect(await store.spend(2n, 7n)).to.equal(true)
      expect(await store.spend(1n, 71n)).to.equal(true)
    })

    it("are spent by exactly one of many at once", async () => {
      const store = await open()
      const won = await Promise.all(Array.from({ length: 50 }, () => store.spend(1n, 7n)))
      expect(won.filter(Boolean).length).to.equal(1)
    })
  })
}

describe("the SQLite file", () => {
  it("remembers across openings, and two openings share it", async () => {
    const path = freshFile()
    const large = 2n ** 253n + 1n
    const first = await SqliteNullifiers.open(path)
    const second = await SqliteNullifiers.open(path)
    const won = await Promise.all(Array.from({ length: 40 }, (_, turn) => (turn % 2 ? first : second).spend(3n, large)))
    expect(won.filter(Boolean).length).to.equal(1)
    await first.close()
    await second.close()
    await using reopened = await SqliteNullifiers.open(path)
    expect(await reopened.has(3n, large)).to.equal(true)
    expect(await reopened.has(3n, large + 1n)).to.equal(false)
  })

  it("says so when it cannot be opened, or was closed", async () => {
    await refused(() => SqliteNullifiers.open(join(folder, "no", "such", "folder.db")), StoreError, "open", "folder.db")
    const store = await SqliteNullifiers.open(freshFile())
    await store.close()
    await refused(() => store.spend(1n, 2n), StoreError, "write")
  })
})
