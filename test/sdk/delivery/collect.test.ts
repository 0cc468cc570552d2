import { expect } from "chai"
import sodium from "libsodium-wrappers"
import {
  collect,
  EnvelopeError,
  MailboxChangedError,
  Member,
  MemoryMailbox,
  sealOpening,
  sealSheet,
  StoreError,
  type Cursor,
  type Mailbox,
  type MailboxPage,
} from "../../../sdk/index.ts"
import { smallCommune } from "../commune.ts"
import { refused, type ErrorClass } from "../refused.ts"
import { carriedOver, contactOf, contactsOf, onlyOpening, sorted, strangersEnvelopes, weekOf } from "./scene.ts"

const { members } = smallCommune()
const ana = members[0]!
const weeks = ["2026-01-04", "2026-01-11", "2026-01-18"].map((day) => weekOf(members, day))

async function mailboxOf(...sheets: typeof weeks): Promise<MemoryMailbox> {
  const mailbox = new MemoryMailbox()
  const contacts = await contactsOf(members)
  for (const sheet of sheets) await mailbox.put(await sealSheet(sheet, contacts))
  return mailbox
}

describe("collecting from a mailbox", () => {
  it("finds the member's own among all, and goes on from where it was", async () => {
    const mailbox = await mailboxOf(weeks[0]!, weeks[1]!)
    const first = await collect(ana, mailbox)
    expect(sorted(first.openings)).to.deep.equal(weeks.slice(0, 2).map((sheet) => onlyOpening(sheet, ana)))
    expect(first).to.deep.include({ scanned: 14, refused: [], missing: [] })

    expect(await collect(ana, mailbox, first.cursor)).to.deep.include({
      openings: [],
      scanned: 0,
      cursor: first.cursor,
    })
    await mailbox.put(await sealSheet(weeks[2]!, await contactsOf(members)))
    const cursor = JSON.parse(JSON.stringify(first.cursor)) as Cursor
    const second = await collect(ana, mailbox, cursor)
    expect(second.openings).to.deep.equal([onlyOpening(weeks[2]!, ana)])
    expect(second.scanned).to.equal(7)
  })

  it("gives nothing to a stranger, and nothing from an empty mailbox", async () => {
    expect((await collect(Member.create(), await mailboxOf(weeks[0]!))).openings).to.deep.equal([])
    const empty = await collect(ana, new MemoryMailbox())
    expect(empty).to.deep.include({ openings: [], scanned: 0, refused: [], missing: [] })
    expect(empty.cursor.after).to.equal(0)
  })

  it("fetches every envelope whoever asks, so that the keeper sees no difference", async () => {
    const mailbox = await mailboxOf(...weeks)
    const asked = await Promise.all(
      members.slice(0, 2).map(async (member) => {
        const calls: unknown[] = []
        const watched: Mailbox = {
          put: (envelopes) => mailbox.put(envelopes),
          fetch: (cursor, limit) => {
            calls.push([cursor, limit])
            return mailbox.fetch(cursor, limit)
          },
        }
        await collect(member, watched)
        return calls
      }),
    )
    expect(asked[0]).to.deep.equal(asked[1])
  })

  it("gives a record once that was sealed twice, and twice when it stands on two sheets", async () => {
    const mailbox = await mailboxOf(weeks[0]!)
    await mailbox.put(await sealSheet(weeks[0]!, await contactsOf(members)))
    expect((await collect(ana, mailbox)).openings.length).to.equal(1)
    const corrected = carriedOver(onlyOpening(weeks[0]!, ana), ana)
    await mailbox.put([await sealOpening(corrected, await contactOf(ana))])
    expect((await collect(ana, mailbox)).openings.length).to.equal(2)
  })

  it("tells of envelopes that were for the member and cannot be used, and of broken ones, and goes on", async () => {
    await sodium.ready
    const mailbox = await mailboxOf(weeks[0]!)
    const key = Buffer.from(await ana.deliveryKey(), "hex")
    await mailbox.put([sodium.crypto_box_seal(new Uint8Array(512).fill(9), key)])
    await mailbox.put(await sealSheet(weeks[1]!, await contactsOf(members)))
    const cut: Mailbox = {
      put: (envelopes) => mailbox.put(envelopes),
      async fetch(cursor, limit) {
        const page = await mailbox.fetch(cursor, limit)
        const envelopes = page.envelopes.map(({ place, envelope }) => ({
          place,
          envelope: place === 3 ? envelope.slice(0, 100) : envelope,
        }))
        return { ...page, envelopes }
      },
    }
    const { openings, refused: unusable } = await collect(ana, cut)
    expect(unusable.map(({ message }) => /version|560/.exec(message)?.[0]).toSorted()).to.deep.equal(["560", "version"])
    for (const error of unusable) expect(error).to.be.instanceOf(EnvelopeError)
    expect(openings.length).to.be.within(1, 2)
  })

  it("counts an altered envelope as another's, and finds the rest", async () => {
    const mailbox = await mailboxOf(...weeks)
    const altered: Mailbox = {
      put: (envelopes) => mailbox.put(envelopes),
      async fetch(cursor, limit) {
        const page = await mailbox.fetch(cursor, limit)
        const envelopes = page.envelopes.map(({ place, envelope }) => ({
          place,
          envelope: place <= 7 ? envelope.map((byte, index) => (index === 100 ? byte ^ 1 : byte)) : envelope,
        }))
        return { ...page, envelopes }
      },
    }
    const { openings, refused: unusable } = await collect(ana, altered)
    expect(sorted(openings)).to.deep.equal(weeks.slice(1).map((sheet) => onlyOpening(sheet, ana)))
    expect(unusable).to.deep.equal([])
  })

  it("names the places whose envelopes are lost, at the start, in the middle and at the end", async () => {
    const mailbox = await mailboxOf(...weeks)
    const lost = [1, 8, 9, 15, 21]
    const torn: Mailbox = {
      put: (envelopes) => mailbox.put(envelopes),
      async fetch(cursor) {
        const page = await mailbox.fetch(cursor, 7)
        return { ...page, envelopes: page.envelopes.filter(({ place }) => !lost.includes(place)) }
      },
    }
    const { missing, scanned } = await collect(ana, torn)
    expect(missing.map(({ details }) => details)).to.deep.equal([
      { from: 1, to: 1 },
      { from: 8, to: 9 },
      { from: 15, to: 15 },
      { from: 21, to: 21 },
    ])
    expect(scanned).to.equal(16)
  })

  it("is told when the mailbox is another one, or has fewer envelopes than before", async () => {
    const mailbox = await mailboxOf(weeks[0]!)
    const { cursor } = await collect(ana, mailbox)
    const other = await mailboxOf(weeks[0]!)
    await refused(() => collect(ana, other, cursor), MailboxChangedError, "another identity")
    await refused(() => collect(ana, mailbox, { ...cursor, after: 8 }), MailboxChangedError, "now has had 7")
  })

  describe("from a mailbox that makes no sense ends with an error", () => {
    const pages: Record<string, { page: (cursor?: Cursor) => MailboxPage; kind: ErrorClass }> = {
      "it never comes to its end": { page: () => answer([], 0, true), kind: StoreError },
      "it gives one place twice": { page: () => answer([1, 1], 2, false), kind: StoreError },
      "it goes backwards": { page: () => answer([2, 1], 2, false), kind: StoreError },
      "its end is before its envelopes": { page: () => answer([1, 2], 1, false), kind: StoreError },
      "it becomes another one": {
        page: (cursor) => ({
          ...answer([], cursor === undefined ? 1 : 2, true),
          ...(cursor && { next: { mailbox: "b", after: 2 } }),
        }),
        kind: MailboxChangedError,
      },
    }
    for (const [name, { page, kind }] of Object.entries(pages)) {
      it(name, () =>
        refused(
          () =>
            collect(
              ana,
              { put: async () => undefined, fetch: async (cursor) => page(cursor) },
              { mailbox: "a", after: 0 },
            ),
          kind,
        ),
      )
    }
  })

  it("scans 5,200 envelopes, a year of a hundred members, while the program goes on", async () => {
    const mailbox = new MemoryMailbox()
    await mailbox.put([
      ...strangersEnvelopes(5199),
      await sealOpening(onlyOpening(weeks[0]!, ana), await contactOf(ana)),
    ])
    let turns = 0
    const ticking = setInterval(() => turns++, 1)
    const start = performance.now()
    const { scanned, openings } = await collect(ana, mailbox)
    const seconds = (performance.now() - start) / 1000
    clearInterval(ticking)
    expect(scanned).to.equal(5200)
    expect(openings.length).to.equal(1)
    expect(turns).to.be.greaterThan(20)
    // Half a millisecond each, and room for a slow machine.
    expect(seconds).to.be.below(30)
    console.log(`      scanned in ${seconds.toFixed(1)} s`)
  })
})

function answer(places: number[], after: number, more: boolean): MailboxPage {
  const [envelope] = strangersEnvelopes(1)
  return { envelopes: places.map((place) => ({ place, envelope: envelope! })), next: { mailbox: "a", after }, more }
}
