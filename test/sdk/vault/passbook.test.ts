import { expect } from "chai"
import {
  InvalidInputError,
  MailboxChangedError,
  MemoryMailbox,
  Passbook,
  Scope,
  ScopeUsedError,
  sealSheet,
  StoreError,
  VaultDamagedError,
} from "../../../sdk/index.ts"
import { memberStatement } from "../../../sdk/proof/member-statement.ts"
import { VaultCipher } from "../../../sdk/vault/cipher.ts"
import { memberNumber, smallCommune } from "../commune.ts"
import { carriedOver, contactsOf, onlyOpening, sorted, weekOf } from "../delivery/scene.ts"
import { refused } from "../refused.ts"
import { altered, KeptStore } from "./scene.ts"

const { members, roll } = smallCommune()
const ana = members[0]!
const ben = members[1]!
const weeks = ["2026-01-04", "2026-01-25", "2026-02-01"].map((day) => weekOf(members, day))
const own = weeks.map((week) => onlyOpening(week, ana))
const van = Scope.offChain("https://tools.example", "van")
const saw = Scope.offChain("https://tools.example", "saw")

let store: KeptStore
let mailbox: MemoryMailbox
let passbook: Passbook

async function deliver(...sheets: typeof weeks): Promise<void> {
  const contacts = await contactsOf(members)
  for (const sheet of sheets) await mailbox.put(await sealSheet(sheet, contacts))
}

beforeEach(() => {
  store = new KeptStore()
  mailbox = new MemoryMailbox()
  passbook = Passbook.of(ana, store)
})

describe("a passbook", () => {
  it("keeps what it collects, and goes on from there, also on a device that has only the seed", async () => {
    await deliver(weeks[0]!, weeks[1]!)
    expect(sorted((await passbook.collect(mailbox)).openings)).to.deep.equal(own.slice(0, 2))
    await deliver(weeks[2]!)
    const device = Passbook.of(memberNumber(1), store)
    expect(await device.collect(mailbox)).to.deep.include({ openings: [own[2]], scanned: 7 })
    for (const one of [passbook, device]) expect(sorted(await one.openings())).to.deep.equal(own)
    expect(await device.collect(mailbox)).to.deep.include({ openings: [], scanned: 0 })
  })

  it("is empty at first", async () => {
    expect([await passbook.openings(), await passbook.spent()]).to.deep.equal([[], []])
    expect(await passbook.has(van.value, ana.nullifier(van.value))).to.equal(false)
  })

  it("shares a store with other members' and with the member's own entries", async () => {
    await deliver(weeks[0]!)
    const bens = Passbook.of(ben, store)
    await passbook.vault.set("address", "third floor")
    await Promise.all([passbook.collect(mailbox), bens.collect(mailbox)])
    await bens.markSpent(van)
    expect(await passbook.openings()).to.deep.equal([own[0]])
    expect(await bens.openings()).to.deep.equal([onlyOpening(weeks[0]!, ben)])
    expect(await passbook.spent()).to.deep.equal([])
    expect(await passbook.vault.get("address")).to.equal("third floor")
  })

  it("takes openings that came by another way, each once, and none of another's", async () => {
    await passbook.add([own[0]!, own[1]!, own[0]!])
    const writes = store.writes.length
    await passbook.add([own[0]!])
    expect(store.writes.length).to.equal(writes)
    expect(sorted(await passbook.openings())).to.deep.equal(own.slice(0, 2))
    await refused(() => passbook.add([own[2]!, onlyOpening(weeks[2]!, ben)]), InvalidInputError, "opening")
    expect(store.writes.length).to.equal(writes)
  })

  it("keeps a record twice that stands on two sheets: the struck one and its correction", async () => {
    const again = carriedOver(own[0]!, ana)
    await passbook.add([own[0]!, again])
    expect(await passbook.openings()).to.deep.equal([own[0], again])
    expect((await passbook.recover(mailbox)).openings.length).to.equal(2)
  })

  it("loses nothing and keeps nothing twice when collecting is broken off before it is written, or after", async () => {
    await deliver(...weeks)
    store.beforeWrite = () => {
      throw new StoreError("write", "the store", new Error("the power failed"))
    }
    await refused(() => passbook.collect(mailbox), StoreError)
    expect(store.values.size).to.equal(0)
    store.beforeWrite = () => undefined
    await passbook.collect(mailbox)
    // The answer to that write may have been lost: a second device reads the same again.
    const device = Passbook.of(ana, store)
    await Promise.all([device.add(own), device.collect(mailbox), passbook.collect(mailbox)])
    expect(sorted(await passbook.openings())).to.deep.equal(own)
  })

  it("is told of another mailbox and of damage, and leaves what it has", async () => {
    await deliver(weeks[0]!)
    await passbook.collect(mailbox)
    await refused(() => passbook.collect(new MemoryMailbox()), MailboxChangedError)
    expect(await passbook.openings()).to.deep.equal([own[0]])
    const page = new VaultCipher(ana).idOf("passbook/records/2026-01")
    store.values.set(page, altered(store.values.get(page)!))
    await refused(() => passbook.openings(), VaultDamagedError, "passbook/records/2026-01")
    await deliver(weeks[2]!)
    expect((await passbook.collect(mailbox)).openings).to.deep.equal([own[2]])
    await deliver(weeks[1]!)
    await refused(() => passbook.collect(mailbox), VaultDamagedError)
  })
})

describe("spent scopes in a passbook", () => {
  it("are noted once, with slot and description", async () => {
    await passbook.markSpent(van)
    await passbook.markSpent(van)
    await passbook.markSpent(van, 1)
    await passbook.markSpent(saw)
    expect(await Passbook.of(ana, store).spent()).to.deep.equal(
      [
        [van, 0],
        [van, 1],
        [saw, 0],
      ].map(([scope, slot]) => ({
        scope: (scope as Scope).value.toString(),
        slot,
        description: (scope as Scope).description,
      })),
    )
    expect(store.writes.length).to.equal(3)
  })

  it("tell the prover before any work which use is free", async () => {
    const policy = { classes: ["full"], uses: 2 }
    await passbook.markSpent(van)
    expect(await passbook.has(van.value, ana.nullifier(van.value))).to.equal(true)
    expect(await passbook.has(van.value, ana.nullifier(van.value, 1))).to.equal(false)
    expect(await passbook.has(saw.value, ana.nullifier(saw.value))).to.equal(false)
    expect(await passbook.has(van.value, ben.nullifier(van.value))).to.equal(false)
    const statement = await memberStatement(ana, roll, { scope: van, policy, used: passbook })
    expect(statement["slot"]).to.equal(1)
    await passbook.markSpent(van, 1)
    await refused(() => memberStatement(ana, roll, { scope: van, policy, used: passbook }), ScopeUsedError)
    expect((await memberStatement(ana, roll, { scope: saw, policy, used: passbook }))["slot"]).to.equal(0)
  })

  it("refuse a slot that is none", async () => {
    for (const slot of [-1, 0.5, 65_536, Number.NaN])
      await refused(() => passbook.markSpent(van, slot), InvalidInputError, "slot")
  })

  it("do not say that a use is free when they cannot be read", async () => {
    await passbook.markSpent(van)
    const [name] = (await passbook.vault.names()).filter((one) => one.startsWith("passbook/spent/"))
    store.values.delete(new VaultCipher(ana).idOf(name!))
    await refused(() => passbook.has(van.value, ana.nullifier(van.value)), VaultDamagedError, "missing")
  })
})
