import { expect } from "chai"
import { inspect } from "node:util"
import {
  MailboxChangedError,
  MemoryMailbox,
  MissingEnvelopesError,
  MissingRecordsError,
  Passbook,
  Scope,
  sealSheet,
  StoreError,
  VaultDamagedError,
  type Mailbox,
  type RochdaleError,
} from "../../../sdk/index.ts"
import { VaultCipher } from "../../../sdk/vault/cipher.ts"
import { memberNumber, smallCommune } from "../commune.ts"
import { contactsOf, onlyOpening, sorted, weekOf } from "../delivery/scene.ts"
import { altered, KeptStore } from "./scene.ts"

const { members } = smallCommune()
const ana = members[0]!
const ben = members[1]!
const weeks = ["2026-01-04", "2026-01-25", "2026-02-01"].map((day) => weekOf(members, day))
const own = weeks.map((week) => onlyOpening(week, ana))
const van = Scope.offChain("https://tools.example", "van")
const spent = [{ scope: van.value.toString(), slot: 3, description: van.description }]
const cipher = new VaultCipher(ana)
const JANUARY = cipher.idOf("passbook/records/2026-01")
const LIST = cipher.idOf("passbook/list")

let envelopes: Uint8Array[][]
let store: KeptStore
let mailbox: MemoryMailbox

before(async () => {
  const contacts = await contactsOf(members)
  envelopes = await Promise.all(weeks.map((week) => sealSheet(week, contacts)))
})

beforeEach(async () => {
  store = new KeptStore()
  mailbox = new MemoryMailbox()
  for (const lot of envelopes) await mailbox.put(lot)
  const passbook = Passbook.of(ana, store)
  await passbook.collect(mailbox)
  await passbook.markSpent(van, 3)
})

/** The passbook on a device that has only the seed. */
function onNewDevice(): Passbook {
  return Passbook.of(memberNumber(1), store)
}

function kinds(lost: readonly RochdaleError[]): string[] {
  return lost.map(({ code }) => code)
}

function spentId(passbook: Passbook): Promise<string> {
  return passbook.vault.names().then((names) => cipher.idOf(names.find((name) => name.startsWith("passbook/spent/"))!))
}

const nothingLeft: Mailbox = {
  put: async () => undefined,
  fetch: async () => {
    throw new StoreError("read", "the mailbox", new Error("gone"))
  },
}

describe("a member who has only the seed", () => {
  it("gets all records with their paths and all spent scopes back", async () => {
    const passbook = onNewDevice()
    const recovered = await passbook.recover(mailbox)
    expect(sorted(recovered.openings)).to.deep.equal(own)
    expect(recovered).to.deep.include({ spent, lost: [], refused: [] })
    expect(sorted(await passbook.openings())).to.deep.equal(own)
    expect(await passbook.spent()).to.deep.equal(spent)
  })

  it("gets the records from the mailbox when the vault is lost, and is told that it is", async () => {
    store.values = new Map()
    const passbook = onNewDevice()
    const { openings, spent: known, lost } = await passbook.recover(mailbox)
    expect(sorted(openings)).to.deep.equal(own)
    expect(known).to.deep.equal([])
    expect(kinds(lost)).to.deep.equal(["vault-damaged"])
    expect(lost[0]).to.deep.include({ entry: undefined, damage: "missing" })
    // From here on everything is as if nothing had been.
    expect(sorted(await passbook.openings())).to.deep.equal(own)
    expect((await passbook.collect(mailbox)).scanned).to.equal(0)
    expect((await onNewDevice().recover(mailbox)).lost).to.deep.equal([])
  })

  it("gets everything from the vault when the mailbox is lost, and is told that it is", async () => {
    const empty = new MemoryMailbox()
    const passbook = onNewDevice()
    const { openings, spent: known, lost } = await passbook.recover(empty)
    expect(sorted(openings)).to.deep.equal(own)
    expect(known).to.deep.equal(spent)
    expect(lost.length).to.equal(1)
    expect(lost[0]).to.be.instanceOf(MailboxChangedError)
    expect(lost[0]!.message).to.include("another identity")
    await empty.put(await sealSheet(weekOf(members, "2026-02-08"), await contactsOf(members)))
    expect((await passbook.collect(empty)).openings.length).to.equal(1)
    expect((await passbook.openings()).length).to.equal(4)
  })

  it("is told when the mailbox was put back to an older state", async () => {
    const passbook = onNewDevice()
    const older: Mailbox = {
      put: (lot) => mailbox.put(lot),
      async fetch(cursor) {
        const page = await mailbox.fetch(cursor, 7)
        return { ...page, more: false }
      },
    }
    const { openings, lost } = await passbook.recover(older)
    expect(openings.length).to.equal(3)
    expect(kinds(lost)).to.deep.equal(["mailbox-changed"])
    expect(lost[0]!.message).to.include("it had 21 envelopes or more, and now has had 7")
  })

  it("is told which records are in neither, and the error shows them to nobody else", async () => {
    store.values.delete(JANUARY)
    const passbook = onNewDevice()
    const { openings, spent: known, lost } = await passbook.recover(new MemoryMailbox())
    expect(openings).to.deep.equal([own[2]])
    expect(known).to.deep.equal(spent)
    expect(kinds(lost).toSorted()).to.deep.equal(["mailbox-changed", "missing-records", "vault-damaged"])
    const missing = lost.find((error) => error instanceof MissingRecordsError)!
    expect(missing.message).to.include("2 records")
    expect(missing.records.toSorted((a, b) => a.day - b.day)).to.deep.equal(
      own.slice(0, 2).map(({ day, sheetRoot }) => ({ day, sheetRoot })),
    )
    const shown = inspect(missing, { depth: 9, showHidden: true }) + JSON.stringify(missing)
    for (const { sheetRoot, day } of own) {
      expect(shown).to.not.include(sheetRoot)
      expect(shown).to.not.include(day.toString())
    }
    // It can go on, is told again, and no more once the attester has sealed them again.
    expect(await passbook.openings()).to.deep.equal([own[2]])
    const again = new MemoryMailbox()
    expect(kinds((await passbook.recover(again)).lost)).to.include("missing-records")
    await again.put(envelopes.flat())
    const whole = await passbook.recover(again)
    expect(sorted(whole.openings)).to.deep.equal(own)
    expect(whole.lost).to.deep.equal([])
  })
})

describe("recovering from a damaged vault", () => {
  const damages: Record<string, { damage: () => unknown; told: (string | undefined)[]; spentLeft?: boolean }> = {
    "a month of records": {
      damage: () => store.values.set(JANUARY, altered(store.values.get(JANUARY)!)),
      told: ["passbook/records/2026-01"],
    },
    "the list": { damage: () => store.values.delete(LIST), told: ["passbook/list"] },
    "the index, altered": {
      damage: () => store.values.set(cipher.indexId, altered(store.values.get(cipher.indexId)!)),
      told: [undefined],
    },
    "the index, gone": { damage: () => store.values.delete(cipher.indexId), told: [undefined] },
    "the spent scopes": {
      damage: async () => store.values.delete(await spentId(onNewDevice())),
      told: ["passbook/spent"],
      spentLeft: false,
    },
    "all but the index": {
      damage: () => {
        for (const id of store.values.keys()) if (id !== cipher.indexId) store.values.delete(id)
      },
      told: ["passbook/list", "passbook/records/2026-01", "passbook/records/2026-02", "passbook/spent"],
      spentLeft: false,
    },
  }
  for (const [name, { damage, told, spentLeft = true }] of Object.entries(damages)) {
    it(`${name}: says so, gives all that is left, and the passbook can be used again`, async () => {
      await damage()
      const passbook = onNewDevice()
      const recovered = await passbook.recover(mailbox)
      expect(sorted(recovered.openings)).to.deep.equal(own)
      expect(recovered.spent).to.deep.equal(spentLeft ? spent : [])
      for (const error of recovered.lost) expect(error).to.be.instanceOf(VaultDamagedError)
      expect(
        recovered.lost.map((error) => (error as VaultDamagedError).entry?.replace(/(spent).*/, "$1")).toSorted(),
      ).to.deep.equal(told)
      expect(sorted(await passbook.openings())).to.deep.equal(own)
      expect(await passbook.spent()).to.deep.equal(spentLeft ? spent : [])
      expect((await passbook.collect(mailbox)).scanned).to.equal(0)
      const again = await onNewDevice().recover(mailbox)
      expect(again.lost).to.deep.equal([])
      expect(sorted(again.openings)).to.deep.equal(own)
    })
  }

  it("leaves alone what another device of the member's has mended meanwhile", async () => {
    const device = onNewDevice()
    const name = (await device.vault.names()).find((one) => one.startsWith("passbook/spent/"))!
    store.values.delete(cipher.idOf(name))
    store.beforeWrite = async () => {
      store.beforeWrite = () => undefined
      await device.vault.set(name, spent)
    }
    const passbook = onNewDevice()
    expect(kinds((await passbook.recover(mailbox)).lost)).to.deep.equal(["vault-damaged"])
    expect(await passbook.spent()).to.deep.equal(spent)
  })

  it("leaves other members' passbooks and the member's own entries alone", async () => {
    const bens = Passbook.of(ben, store)
    await bens.collect(mailbox)
    await onNewDevice().vault.set("address", "third floor")
    const before = await bens.openings()
    store.values.delete(JANUARY)
    store.values.delete(LIST)
    await onNewDevice().recover(mailbox)
    expect(await bens.openings()).to.deep.equal(before)
    expect((await bens.recover(mailbox)).lost).to.deep.equal([])
    expect(await onNewDevice().vault.get("address")).to.equal("third floor")
  })

  it("says that the whole vault is older than this device knows, and brings it up to date", async () => {
    const old = store.copy()
    const device = onNewDevice()
    await device.markSpent(van, 4)
    await device.markSpent(van, 5)
    const { generation } = device.vault
    store.values = old
    const passbook = Passbook.of(ana, store, { generation })
    const { spent: known, lost, openings } = await passbook.recover(mailbox)
    expect(lost.map((error) => (error as VaultDamagedError).damage)).to.deep.equal(["rolled back"])
    expect([openings.length, known]).to.deep.equal([3, spent])
    expect((await Passbook.of(ana, store, { generation }).recover(mailbox)).lost).to.deep.equal([])
  })
})

describe("recovering while a store does not answer", () => {
  it("gives what the mailbox has, and says so", async () => {
    store.broken = new StoreError("read", "the store", new Error("no route"))
    const { openings, spent: known, lost } = await onNewDevice().recover(mailbox)
    expect(sorted(openings)).to.deep.equal(own)
    expect([known, lost]).to.deep.equal([[], [store.broken]])
  })

  it("gives what the vault has, and says so", async () => {
    const { openings, spent: known, lost } = await onNewDevice().recover(nothingLeft)
    expect(sorted(openings)).to.deep.equal(own)
    expect([known, kinds(lost)]).to.deep.equal([spent, ["store"]])
  })

  it("gives nothing when neither answers, and says so twice", async () => {
    store.broken = new StoreError("read", "the store", new Error("no route"))
    const { openings, lost } = await onNewDevice().recover(nothingLeft)
    expect([openings, kinds(lost)]).to.deep.equal([[], ["store", "store"]])
  })

  it("gives everything when only writing back fails, and says so", async () => {
    store.values.delete(JANUARY)
    store.beforeWrite = () => {
      throw new StoreError("write", "the store", new Error("full"))
    }
    const { openings, lost } = await onNewDevice().recover(mailbox)
    expect(sorted(openings)).to.deep.equal(own)
    expect(kinds(lost)).to.deep.equal(["vault-damaged", "store"])
  })

  it("names envelopes that the mailbox has lost, and hides no mistake of a program", async () => {
    const torn: Mailbox = {
      put: (lot) => mailbox.put(lot),
      async fetch(cursor) {
        const page = await mailbox.fetch(cursor)
        return { ...page, envelopes: page.envelopes.filter(({ place }) => place > 14) }
      },
    }
    store.values = new Map()
    const { openings, lost } = await onNewDevice().recover(torn)
    expect(openings).to.deep.equal([own[2]])
    expect(lost.find((error) => error instanceof MissingEnvelopesError)?.details).to.deep.equal({ from: 1, to: 14 })
    store.broken = new TypeError("a mistake")
    const error: unknown = await onNewDevice()
      .recover(mailbox)
      .catch((thrown: unknown) => thrown)
    expect(error).to.equal(store.broken)
  })
})
