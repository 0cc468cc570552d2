import { expect } from "chai"
import { createHash } from "node:crypto"
import {
  collect,
  InvalidInputError,
  MailboxChangedError,
  sealSheet,
  StoreError,
  type Cursor,
  type Envelope,
  type Mailbox,
} from "../../../sdk/index.ts"
import { smallCommune } from "../commune.ts"
import { contactsOf, onlyOpening, sorted, strangersEnvelopes, weekOf } from "../delivery/scene.ts"
import { refused } from "../refused.ts"

/** What a mailbox must do wherever it is kept. `open` gives another, empty one each time. */
export function behavesAsMailbox(open: () => Promise<Mailbox>): void {
  it("gives back what was put, all of it once, in pages of any size", async () => {
    const mailbox = await open()
    const envelopes = strangersEnvelopes(23)
    await mailbox.put(envelopes)
    for (const limit of [1, 5, 22, 23, 24, 1000])
      expect(names(await readAll(mailbox, limit))).to.deep.equal(names(envelopes))
  })

  it("counts places from 1 on without a gap, and says when it is at its end", async () => {
    const mailbox = await open()
    const empty = await mailbox.fetch()
    expect(empty).to.deep.include({ envelopes: [], more: false })
    await mailbox.put(strangersEnvelopes(4))
    await mailbox.put(strangersEnvelopes(3))
    const first = await mailbox.fetch(empty.next, 5)
    expect(first.envelopes.map(({ place }) => place)).to.deep.equal([1, 2, 3, 4, 5])
    expect(first.more).to.equal(true)
    const second = await mailbox.fetch(first.next, 5)
    expect(second.envelopes.map(({ place }) => place)).to.deep.equal([6, 7])
    expect(second.more).to.equal(false)
    expect(await mailbox.fetch(second.next)).to.deep.equal({ envelopes: [], next: second.next, more: false })
  })

  it("stores in an order of its own", async () => {
    const mailbox = await open()
    const envelopes = strangersEnvelopes(60)
    await mailbox.put(envelopes)
    const stored = await readAll(mailbox)
    expect(stored.map(nameOf)).to.not.deep.equal(envelopes.map(nameOf))
    expect(names(stored)).to.deep.equal(names(envelopes))
  })

  it("stores an envelope once however often it is put", async () => {
    const mailbox = await open()
    const envelopes = strangersEnvelopes(6)
    await mailbox.put(envelopes.slice(0, 4))
    await mailbox.put([...envelopes, ...envelopes])
    await mailbox.put(envelopes)
    const { envelopes: stored, next } = await mailbox.fetch()
    expect(names(stored.map(({ envelope }) => envelope))).to.deep.equal(names(envelopes))
    expect(next.after).to.equal(6)
  })

  it("takes none, and many at once", async () => {
    const mailbox = await open()
    await mailbox.put([])
    const envelopes = strangersEnvelopes(2345)
    await mailbox.put(envelopes)
    const stored = await readAll(mailbox, 1000)
    expect(names(stored)).to.deep.equal(names(envelopes))
  })

  it("loses nothing and stores nothing twice when many write at once", async () => {
    const mailbox = await open()
    const batches = Array.from({ length: 12 }, () => strangersEnvelopes(7))
    await Promise.all([...batches, ...batches].map((batch) => mailbox.put(batch)))
    const { envelopes, next } = await mailbox.fetch()
    expect(names(envelopes.map(({ envelope }) => envelope))).to.deep.equal(names(batches.flat()))
    expect(envelopes.map(({ place }) => place)).to.deep.equal(Array.from({ length: 84 }, (_, index) => index + 1))
    expect(next.after).to.equal(84)
  })

  it("lets a reader miss nothing who follows while others write", async () => {
    const mailbox = await open()
    const batches = Array.from({ length: 20 }, () => strangersEnvelopes(3))
    let writing = true
    const written = Promise.all(batches.map((batch) => mailbox.put(batch))).finally(() => (writing = false))
    const read: Envelope[] = []
    let cursor: Cursor | undefined
    for (let done = false; !done;) {
      done = !writing
      const page = await mailbox.fetch(cursor, 4)
      read.push(...page.envelopes.map(({ envelope }) => envelope))
      cursor = page.next
      done &&= !page.more
    }
    await written
    expect(names(read)).to.deep.equal(names(batches.flat()))
  })

  it("refuses envelopes of another size and stores nothing of that lot", async () => {
    const mailbox = await open()
    const good = strangersEnvelopes(3)
    for (const odd of [new Uint8Array(), good[0]!.slice(1), Uint8Array.from([...good[0]!, 0]), "text"]) {
      const lot = [...good, odd as Uint8Array]
      await refused(() => mailbox.put(lot), InvalidInputError, "envelopes[3]", "560")
    }
    expect((await mailbox.fetch()).envelopes).to.deep.equal([])
  })

  it("refuses a cursor of another mailbox, of a place that it does not have, or of none, and a limit out of range", async () => {
    const mailbox = await open()
    await mailbox.put(strangersEnvelopes(2))
    const { next } = await mailbox.fetch()
    const { next: others } = await (await open()).fetch()
    await refused(() => mailbox.fetch(others), MailboxChangedError, "identity")
    await refused(() => mailbox.fetch({ ...next, after: 3 }), MailboxChangedError, "3", "2")
    for (const after of [-1, 0.5, Number.NaN])
      await refused(() => mailbox.fetch({ ...next, after }), InvalidInputError, "cursor")
    for (const limit of [0, -1, 1.5, 1001]) await refused(() => mailbox.fetch(next, limit), InvalidInputError, "limit")
  })

  it("delivers sheets to their members", async () => {
    const mailbox = await open()
    const { members } = smallCommune()
    const weeks = ["2026-01-04", "2026-01-11"].map((day) => weekOf(members, day))
    const contacts = await contactsOf(members)
    for (const week of weeks) await mailbox.put(await sealSheet(week, contacts))
    for (const member of members.slice(0, 3)) {
      const { openings } = await collect(member, mailbox)
      expect(sorted(openings)).to.deep.equal(weeks.map((week) => onlyOpening(week, member)))
    }
  })
}

/** What a mailbox in a database must do beside. `open` gives the same place each time, with what is in it. */
export function behavesAsSharedMailbox(open: () => Promise<Mailbox & { close(): Promise<void> }>): void {
  it("remembers across openings and keeps its identity", async () => {
    const first = await open()
    const envelopes = strangersEnvelopes(5)
    await first.put(envelopes)
    const { next } = await first.fetch()
    await first.close()
    const second = await open()
    expect(names(await readAll(second))).to.deep.equal(names(envelopes))
    expect((await second.fetch(next)).next).to.deep.equal(next)
    await second.close()
  })

  it("is opened by several at once, also the first time", async () => {
    const several = await Promise.all(Array.from({ length: 4 }, open))
    const ids = await Promise.all(several.map(async (mailbox) => (await mailbox.fetch()).next.mailbox))
    expect(new Set(ids).size).to.equal(1)
    await Promise.all(several.map((mailbox) => mailbox.close()))
  })

  it("is written by several openings at once, each envelope exactly once", async () => {
    const several = await Promise.all(Array.from({ length: 3 }, open))
    const before = (await several[0]!.fetch()).next.after
    const batches = Array.from({ length: 8 }, () => strangersEnvelopes(5))
    await Promise.all(several.flatMap((mailbox) => batches.map((batch) => mailbox.put(batch))))
    expect((await several[1]!.fetch()).next.after - before).to.equal(40)
    await Promise.all(several.map((mailbox) => mailbox.close()))
  })

  it("says so when it was closed", async () => {
    const mailbox = await open()
    await mailbox.close()
    await refused(() => mailbox.put(strangersEnvelopes(1)), StoreError, "write")
    await refused(() => mailbox.fetch(), StoreError, "read")
    await mailbox.close()
  })
}

export async function readAll(mailbox: Mailbox, limit?: number): Promise<Envelope[]> {
  const read: Envelope[] = []
  let cursor: Cursor | undefined
  for (let more = true; more;) {
    const page = await mailbox.fetch(cursor, limit)
    expect(page.envelopes.length).to.be.at.most(limit ?? 500)
    read.push(...page.envelopes.map(({ envelope }) => envelope))
    cursor = page.next
    more = page.more
  }
  return read
}

/** Envelopes by their hashes, in an order that does not depend on how they came. */
export function names(envelopes: readonly Envelope[]): string[] {
  return envelopes.map(nameOf).toSorted()
}

function nameOf(envelope: Envelope): string {
  return createHash("sha256").update(envelope).digest("hex").slice(0, 16)
}
