import { expect } from "chai"
import { createHash, createHmac } from "node:crypto"
import { inspect } from "node:util"
import { InvalidInputError, StoreError, Vault, VaultDamagedError, type Json } from "../../../sdk/index.ts"
import { derivedKeyOf } from "../../../sdk/member/member.ts"
import { VaultCipher } from "../../../sdk/vault/cipher.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { spellings } from "../delivery/spellings.ts"
import { altered, KeptStore } from "./scene.ts"

const ana = memberNumber(1)
const cipher = new VaultCipher(ana)
const CANARY = "canary in the coal mine"

let store: KeptStore
let vault: Vault

beforeEach(() => {
  store = new KeptStore()
  vault = Vault.of(ana, store)
})

/** A vault on another device, which has only the seed. */
function otherDevice(generation?: number): Vault {
  return Vault.of(memberNumber(1), store, generation === undefined ? {} : { generation })
}

function damaged(call: () => Promise<unknown>, damage: string, entry?: string): Promise<VaultDamagedError> {
  return refused(call, VaultDamagedError).then((error) => {
    expect(error).to.deep.include({ damage, entry })
    return error
  })
}

describe("a vault", () => {
  it("gives any JSON value back, here and on a device that has only the seed", async () => {
    const values: Record<string, Json> = {
      text: "Grüße, 你好",
      number: -1.5e300,
      yes: true,
      nothing: null,
      list: [1, [2, { three: [] }]],
      "a name with / and \u0000": { "": {} },
    }
    for (const [name, value] of Object.entries(values)) await vault.set(name, value)
    for (const device of [vault, otherDevice()]) {
      for (const [name, value] of Object.entries(values)) expect(await device.get(name)).to.deep.equal(value)
      expect(await device.names()).to.deep.equal(Object.keys(values).sort())
      expect(await device.get("another")).to.equal(undefined)
    }
  })

  it("takes no state for put back that was read before another call came to know a newer one", async () => {
    await vault.set("a", 1)
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const read = store.read.bind(store)
    let reads = 0
    store.read = async (ids) => {
      const first = reads++ === 0
      const values = await read(ids)
      if (first) await held
      return values
    }
    const slow = Promise.all([vault.get("a"), vault.names()])
    await otherDevice().set("a", 2)
    expect(await vault.get("a")).to.equal(2)
    release()
    expect(await slow).to.deep.equal([1, ["a"]])
  })

  it("is empty at first, and writes nothing for reading", async () => {
    expect(await vault.get("a")).to.equal(undefined)
    expect(await vault.names()).to.deep.equal([])
    await vault.delete("a")
    expect(store.writes).to.deep.equal([])
  })

  it("replaces and deletes", async () => {
    await vault.set("a", 1)
    await vault.set("b", 1)
    await vault.set("a", 2)
    await vault.delete("b")
    await vault.delete("b")
    expect([await vault.get("a"), await vault.get("b"), await vault.names()]).to.deep.equal([2, undefined, ["a"]])
    expect(store.values.has(cipher.idOf("b"))).to.equal(false)
    expect(vault.generation).to.equal(4)
  })

  it("refuses what is no JSON, names that are too long and values that are too large, and shows no value", async () => {
    const circle: Record<string, unknown> = { secret: CANARY }
    circle["itself"] = circle
    for (const value of [undefined, () => CANARY, Symbol(CANARY), { big: 7n, CANARY }, circle]) {
      const error = await refused(() => vault.set("a", value as Json), InvalidInputError, "JSON")
      expect(inspect(error, { depth: 9 })).to.not.include(CANARY)
    }
    for (const name of ["", "n".repeat(201)]) await refused(() => vault.set(name, 1), InvalidInputError, "name")
    await refused(() => vault.set("a", "x".repeat(2 ** 20)), InvalidInputError, "1048572 bytes")
    expect(store.writes).to.deep.equal([])
    await vault.set("a", "x".repeat(2 ** 20 - 8))
    expect(((await vault.get("a")) as string).length).to.equal(2 ** 20 - 8)
  })

  it("shows its keys in no print, JSON or clone", async () => {
    await vault.set("a", CANARY)
    const shown = [vault, cipher, new VaultCipher(ana)]
      .map((one) => inspect(one, { depth: 9, showHidden: true }) + JSON.stringify(one) + inspect(Object.entries(one)))
      .join()
    for (const purpose of ["vault-encryption", "vault-names"] as const) {
      for (const spelling of spellings(derivedKeyOf(ana, purpose))) expect(shown).to.not.include(spelling)
    }
    expect(shown).to.not.include(CANARY)
  })
})

describe("the keeper of a vault", () => {
  const SIZES = [1, 4, 16, 64, 256, 1024].map((size) => size * 1024 + 24 + 16)

  it("sees one of six sizes, the same for all contents of a class", async () => {
    const lengths = [0, 1, 500, 1000, 1100, 3000, 10_000, 40_000, 100_000, 900_000]
    for (const length of lengths) await vault.set(`entry ${length}`, "x".repeat(length))
    for (const value of store.values.values()) expect(SIZES).to.include(value.length)
    const sizeOf = (length: number): number => store.values.get(cipher.idOf(`entry ${length}`))!.length
    expect(lengths.map(sizeOf).map((size) => SIZES.indexOf(size))).to.deep.equal([0, 0, 0, 0, 1, 1, 2, 3, 4, 5])
  })

  it("finds no name, no value and no number of the member's in what it holds", async () => {
    await vault.set(CANARY, { CANARY, list: [CANARY] })
    for (const [id, value] of store.values) {
      expect(id).to.match(/^[0-9a-f]{64}$/)
      expect(Buffer.from(value).includes("canary")).to.equal(false)
      expect(Buffer.from(value).includes(Buffer.from(ana.commitment.toString(16), "hex"))).to.equal(false)
    }
  })

  it("cannot tell names by trying them: ids depend on a key of the member's", () => {
    const others = new VaultCipher(memberNumber(2))
    const guesses = ["address", "entry/address"].flatMap((text) => [
      createHash("sha256").update(text).digest("hex"),
      createHmac("sha256", ana.commitment.toString()).update(text).digest("hex"),
      createHmac("sha256", derivedKeyOf(ana, "vault-encryption")).update(text).digest("hex"),
    ])
    expect(guesses).to.not.include(cipher.idOf("address"))
    expect(cipher.idOf("address")).to.not.equal(others.idOf("address"))
    expect(cipher.idOf("address")).to.equal(new VaultCipher(memberNumber(1)).idOf("address"))
    expect(cipher.idOf("index")).to.not.equal(cipher.indexId)
  })

  it("sees other bytes each time that the same is written", async () => {
    await vault.set("a", 1)
    const first = store.values.get(cipher.idOf("a"))!
    await vault.set("a", 1)
    const second = store.values.get(cipher.idOf("a"))!
    expect(Buffer.from(first.slice(0, 24))).to.not.deep.equal(Buffer.from(second.slice(0, 24)))
    expect(Buffer.from(first.slice(24, 48))).to.not.deep.equal(Buffer.from(second.slice(24, 48)))
  })
})

describe("a vault whose keeper tampers tells the member, and the other entries can be read:", () => {
  const a = cipher.idOf("a")
  const b = cipher.idOf("b")

  beforeEach(async () => {
    await vault.set("a", CANARY)
    await vault.set("b", "other")
  })

  const tamperings: Record<string, { tamper: () => unknown; damage: string }> = {
    "an entry that is gone": { tamper: () => store.values.delete(a), damage: "missing" },
    "an altered nonce": { tamper: () => store.values.set(a, altered(store.values.get(a)!, 0)), damage: "altered" },
    "an altered content": { tamper: () => store.values.set(a, altered(store.values.get(a)!, 30)), damage: "altered" },
    "an altered tag": { tamper: () => store.values.set(a, altered(store.values.get(a)!)), damage: "altered" },
    "an entry that was cut off": {
      tamper: () => store.values.set(a, store.values.get(a)!.slice(0, 500)),
      damage: "altered",
    },
    "an empty entry": { tamper: () => store.values.set(a, new Uint8Array()), damage: "altered" },
    "another entry of the member's in its place": {
      tamper: () => store.values.set(a, store.values.get(b)!),
      damage: "altered",
    },
    "another member's entry of that name": {
      tamper: async () => {
        await Vault.of(memberNumber(2), store).set("a", "forged")
        store.values.set(a, store.values.get(new VaultCipher(memberNumber(2)).idOf("a"))!)
      },
      damage: "altered",
    },
    "an older entry put back": {
      tamper: async () => {
        const old = store.values.get(a)!
        await vault.set("a", "newer")
        store.values.set(a, old)
      },
      damage: "rolled back",
    },
  }
  for (const [name, { tamper, damage }] of Object.entries(tamperings)) {
    it(name, async () => {
      await tamper()
      for (const device of [vault, otherDevice()]) {
        const error = await damaged(() => device.get("a"), damage, "a")
        expect(inspect(error, { depth: 9 })).to.not.include(CANARY)
        const found = await device.look(["a", "b", "c"])
        expect(found.get("a")).to.be.instanceOf(VaultDamagedError)
        expect([found.get("b"), found.get("c")]).to.deep.equal(["other", undefined])
      }
      await vault.set("c", "goes on")
      expect(await vault.get("c")).to.equal("goes on")
      await vault.set("a", "written again")
      expect(await otherDevice().get("a")).to.equal("written again")
    })
  }

  it("a deleted entry that comes back is not there", async () => {
    const old = store.values.get(a)!
    await vault.delete("a")
    store.values.set(a, old)
    expect(await vault.get("a")).to.equal(undefined)
    expect(await otherDevice().names()).to.deep.equal(["b"])
  })

  it("an index that is gone, altered or another entry", async () => {
    const index = store.values.get(cipher.indexId)!
    for (const wrong of [altered(index), store.values.get(a)!, index.slice(0, 20)]) {
      store.values.set(cipher.indexId, wrong)
      for (const device of [vault, otherDevice()]) {
        await damaged(() => device.names(), "altered")
        await damaged(() => device.get("a"), "altered")
        await damaged(() => device.set("a", 1), "altered")
      }
    }
    store.values.delete(cipher.indexId)
    await damaged(() => vault.names(), "missing")
    await damaged(() => vault.set("c", 1), "missing")
    await damaged(() => otherDevice().get("a"), "missing")
  })

  it("an old state of everything, where the device remembers how far it was", async () => {
    const old = store.copy()
    await vault.set("a", "newer")
    const generation = vault.generation
    store.values = old
    await damaged(() => vault.get("b"), "rolled back")
    await damaged(() => vault.set("b", 1), "rolled back")
    await damaged(() => otherDevice(generation).names(), "rolled back")
    store.values = new Map()
    await damaged(() => otherDevice(generation).get("a"), "missing")
  })

  it("but not an old state of everything, to a device that has only the seed", async () => {
    const old = store.copy()
    await vault.set("a", "newer")
    store.values = old
    // As docs/delivery.md says: nothing on that device could know.
    expect(await otherDevice().get("a")).to.equal(CANARY)
    store.values = new Map()
    expect(await otherDevice().get("a")).to.equal(undefined)
  })
})

describe("restoring a vault", () => {
  beforeEach(async () => {
    await vault.set("a", 1)
    await vault.set("b", 2)
    await vault.set("c", 3)
    await vault.delete("c")
  })

  it("takes up what is still there under the names that are given, when the index is lost or altered", async () => {
    const index = store.values.get(cipher.indexId)!
    for (const damage of [
      () => store.values.delete(cipher.indexId),
      () => store.values.set(cipher.indexId, altered(index)),
    ]) {
      damage()
      const device = otherDevice()
      expect(await device.restore(["a", "b", "c", "d"])).to.deep.equal(["a", "b"])
      expect([await device.get("a"), await device.get("b"), await device.get("c")]).to.deep.equal([1, 2, undefined])
      expect(await otherDevice().names()).to.deep.equal(["a", "b"])
    }
  })

  it("adds to the entries that the index lists, and changes none of them", async () => {
    const b = store.values.get(cipher.idOf("b"))!
    const old = store.copy()
    await vault.set("d", 4)
    await vault.set("d", 5)
    for (const [id, value] of old) store.values.set(id, value)
    // The index is old, and d is there without being listed.
    const device = otherDevice(vault.generation)
    await damaged(() => device.get("a"), "rolled back")
    expect(await device.restore(["a", "d"])).to.deep.equal(["d"])
    expect(await device.names()).to.deep.equal(["a", "b", "d"])
    expect([await device.get("a"), await device.get("b"), await device.get("d")]).to.deep.equal([1, 2, 5])
    expect(store.values.get(cipher.idOf("b"))).to.deep.equal(b)
    expect(await vault.get("d")).to.equal(5)
  })

  it("leaves alone what does not open, and writes nothing where nothing is to be done", async () => {
    store.values.set(cipher.idOf("a"), altered(store.values.get(cipher.idOf("a"))!))
    const writes = store.writes.length
    expect(await vault.restore(["a", "b", "c"])).to.deep.equal([])
    expect(store.writes.length).to.equal(writes)
    await damaged(() => vault.get("a"), "altered", "a")
  })
})

describe("updates of a vault", () => {
  it("happen as a whole or not at all", async () => {
    await vault.update(
      async () =>
        new Map<string, Json | undefined>([
          ["a", 1],
          ["b", 1],
        ]),
    )
    expect(store.writes.length).to.equal(1)
    await refused(
      () =>
        vault.update(
          async () =>
            new Map<string, Json>([
              ["a", 2],
              ["b", undefined as never],
              ["", 1],
            ]),
        ),
      InvalidInputError,
    )
    store.broken = new StoreError("write", "the store", new Error("full"))
    await refused(() => vault.set("a", 3), StoreError)
    store.broken = undefined
    expect([await vault.get("a"), await vault.get("b")]).to.deep.equal([1, 1])
  })

  it("of several devices at once are all there in the end", async () => {
    const devices = Array.from({ length: 8 }, () => otherDevice())
    const increase = (device: Vault): Promise<void> =>
      device.update(async (look) => {
        const before = (await look(["count"])).get("count")
        await new Promise((resolve) => setTimeout(resolve))
        return new Map([["count", (typeof before === "number" ? before : 0) + 1]])
      })
    await Promise.all(devices.flatMap((device) => [increase(device), increase(device)]))
    expect(await vault.get("count")).to.equal(16)
    expect(vault.generation).to.equal(16)
  })

  it("see one state of the vault, whoever writes meanwhile", async () => {
    await vault.update(
      async () =>
        new Map<string, Json>([
          ["a", 0],
          ["b", 0],
        ]),
    )
    let turns = 0
    await vault.update(async (look) => {
      const a = (await look(["a"])).get("a")
      if (++turns === 1)
        await otherDevice().update(
          async () =>
            new Map<string, Json>([
              ["a", 7],
              ["b", 7],
            ]),
        )
      const b = (await look(["b"])).get("b")
      return new Map<string, Json>([["sum", (a as number) + (b as number)]])
    })
    expect(turns).to.equal(2)
    expect(await vault.get("sum")).to.equal(14)
  })

  it("end with an error when other devices never leave off", async () => {
    store.beforeWrite = async () => {
      store.beforeWrite = () => undefined
      await otherDevice().set("other", store.writes.length)
      store.beforeWrite = again
    }
    const again = store.beforeWrite
    await refused(() => vault.set("a", 1), StoreError, "the vault")
  })

  it("read all that is asked for at one moment", async () => {
    await vault.set("a", 1)
    const before = store.reads.length
    await vault.look(["a", "b", "c"])
    expect(store.reads.slice(before).map((ids) => ids.length)).to.deep.equal([4])
  })
})
