import { expect } from "chai"
import { shuffled } from "../../../sdk/delivery/shuffle.ts"
import { ENVELOPE_BYTES, InvalidInputError, openEnvelope, sealSheet, Sheet } from "../../../sdk/index.ts"
import { memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"
import { contactsOf, sorted, weekOf } from "./scene.ts"

const { members } = smallCommune()

describe("sealing a sheet", () => {
  it("gives one envelope for each row, and every member opens the own ones", async () => {
    const sheet = smallLedger(members).sheets[2]!
    const envelopes = await sealSheet(sheet, await contactsOf([...members, memberNumber(9)]))
    expect(envelopes.length).to.equal(sheet.rowCount)
    expect(envelopes.every(({ length }) => length === ENVELOPE_BYTES)).to.equal(true)
    for (const member of members) {
      const opened = await Promise.all(
        envelopes.map((envelope) => openEnvelope(member, envelope).catch(() => undefined)),
      )
      const own = opened.filter((opening) => opening !== undefined)
      expect(sorted(own)).to.deep.equal(sorted(sheet.openingsFor(member.commitment)))
    }
  })

  it("seals nothing when a member's key is unknown, and says how many rows that are", async () => {
    const contacts = await contactsOf(members.slice(1))
    const sheet = smallLedger(members).sheets[2]!
    await refused(() => sealSheet(sheet, contacts), InvalidInputError, "contacts", "3 of 9 rows")
  })

  it("refuses two keys of one member", async () => {
    const [first, second] = await contactsOf(members.slice(0, 2))
    const twice = [first!, { ...second!, commitment: first!.commitment }]
    await refused(() => sealSheet(weekOf(members.slice(0, 1)), twice), InvalidInputError, "each member once")
  })

  it("is in an order that does not tell the rows", async () => {
    const member = members[0]!
    const rows = Array.from({ length: 40 }, (_, index) => ({
      commitment: member.commitment,
      amount: index + 1,
      kind: 0,
    }))
    const envelopes = await sealSheet(Sheet.of("2026-01-04", rows), await contactsOf([member]))
    const amounts = await Promise.all(envelopes.map(async (envelope) => (await openEnvelope(member, envelope)).amount))
    expect(amounts).to.not.deep.equal(rows.map(({ amount }) => amount))
    expect(amounts.toSorted((a, b) => a - b)).to.deep.equal(rows.map(({ amount }) => amount))
  })
})

describe("shuffling", () => {
  it("makes every order equally often and leaves the list that it was given alone", () => {
    const items = ["a", "b", "c", "d"]
    const counts = new Map<string, number>()
    const rounds = 24_000
    for (let round = 0; round < rounds; round++) {
      const order = shuffled(items).join("")
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(items.join("")).to.equal("abcd")
    expect(counts.size).to.equal(24)
    // 1,000 of each are expected, with a standard deviation of 31: six of those are passed about once in 10^7 runs.
    for (const count of counts.values()) expect(count).to.be.within(1000 - 190, 1000 + 190)
  })

  it("takes none and one", () => {
    expect(shuffled([])).to.deep.equal([])
    expect(shuffled([7])).to.deep.equal([7])
  })
})
