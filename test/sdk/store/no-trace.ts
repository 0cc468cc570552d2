import { expect } from "chai"
import { inspect } from "node:util"
import {
  EnvelopeError,
  Member,
  openEnvelope,
  Passbook,
  Scope,
  sealSheet,
  Sheet,
  VaultDamagedError,
  type Mailbox,
  type VaultStore,
} from "../../../sdk/index.ts"
import { deliveryKeysOf, derivedKeyOf, secretOf } from "../../../sdk/member/member.ts"
import { contactsOf } from "../delivery/scene.ts"
import { refused } from "../refused.ts"

/** Words that stand nowhere but in what the members keep. */
const WORDS = ["heliotrope", "marzipan", "quicksilver"]

/**
 * The whole way from a sheet to a recovered member leaves nothing of the members' on the keeper's disk, in errors or on the console.
 *
 * @param disk all bytes that the stores have written
 */
export async function leavesNoTrace(mailbox: Mailbox, store: VaultStore, disk: () => Promise<Buffer>): Promise<void> {
  const members = [Member.create(), Member.create(), Member.create()]
  const [ana, ben] = members as [Member, Member]
  const sheet = Sheet.of(
    "2026-01-04",
    members.map(({ commitment }, index) => ({ commitment, amount: 7_654_321 + index, kind: 19 })),
  )
  const contacts = await contactsOf(members)
  const scope = Scope.offChain("https://heliotrope.example", "marzipan")
  const errors: unknown[] = []

  const printed = await listening(async () => {
    const envelopes = await sealSheet(sheet, contacts)
    await mailbox.put(envelopes)
    for (const member of [ana, ben]) {
      const passbook = Passbook.of(member, store)
      await passbook.collect(mailbox)
      await passbook.markSpent(scope)
      await passbook.vault.set("quicksilver", { marzipan: ["heliotrope"] })
      const { openings, lost } = await Passbook.of(member, store).recover(mailbox)
      expect([openings.length, lost]).to.deep.equal([1, []])
    }
    for (const envelope of envelopes) {
      const opened = await Promise.all(
        members.map((member) => openEnvelope(member, envelope).catch((error: unknown) => error)),
      )
      errors.push(...opened.filter((result) => result instanceof Error))
    }
    errors.push(
      await refused(
        () =>
          openEnvelope(
            ana,
            envelopes[0]!.map((byte) => byte ^ 1),
          ),
        EnvelopeError,
      ),
    )
    const others: VaultStore = {
      read: async (ids) => (await store.read(ids)).map((value) => value?.map((byte) => byte ^ 1)),
      replace: (replacement) => store.replace(replacement),
    }
    errors.push(await refused(() => Passbook.of(ana, others).openings(), VaultDamagedError))
  })

  // 3 envelopes, each with one member whom it opens for.
  expect(errors.length).to.equal(8)
  const told =
    errors.map((error) => inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).join() + printed
  const held = await disk()
  const [first] = (await mailbox.fetch(undefined, 1)).envelopes
  expect(held.includes(Buffer.from(first!.envelope)), "the disk that is searched holds the envelopes").to.equal(true)

  for (const [what, needle] of await needles(members, sheet, scope)) {
    expect(held.includes(needle), `${what} on the disk`).to.equal(false)
    expect(told.includes(needle.toString("latin1")), `${what} in an error or on the console`).to.equal(false)
  }
}

/** All that may not be found, in every spelling that it could have. */
async function needles(members: readonly Member[], sheet: Sheet, scope: Scope): Promise<[string, Buffer][]> {
  const secrets: [string, bigint][] = [
    ["the sheet's root", sheet.root],
    ["the scope", scope.value],
  ]
  const texts = WORDS.map((word): [string, string] => [word, word])
  for (const member of members) {
    const [opening] = sheet.openingsFor(member.commitment)
    const keys = await deliveryKeysOf(member)
    texts.push(["the delivery key", keys.publicKey], ["the amount", opening!.amount.toString()])
    secrets.push(
      ["the secret", secretOf(member)],
      ["the commitment", member.commitment],
      ["the salt", BigInt(opening!.salt)],
      ["the nullifier", member.nullifier(scope.value)],
      ["the record", BigInt(opening!.path[0]!.find((child) => child !== "0")!)],
      ...(["delivery", "vault-encryption", "vault-names"] as const).map((purpose): [string, bigint] => [
        `the ${purpose} key`,
        BigInt(`0x${Buffer.from(derivedKeyOf(member, purpose)).toString("hex")}`),
      ]),
    )
    texts.push(["the delivery key as bytes", Buffer.from(keys.publicKey, "hex").toString("latin1")])
  }
  const numbers = secrets.flatMap(([what, number]): [string, Buffer][] => {
    const hex = number.toString(16).padStart(64, "0")
    const bytes = Buffer.from(hex, "hex")
    // The middle of it is enough to know it by.
    return [
      [`${what} in decimal`, Buffer.from(number.toString().slice(10, 40))],
      [`${what} in hex`, Buffer.from(hex.slice(10, 40))],
      [`${what} in bytes`, bytes.subarray(5, 20)],
      [`${what} in bytes, turned round`, Buffer.from(bytes.toReversed()).subarray(5, 20)],
    ]
  })
  return [...texts.map(([what, text]): [string, Buffer] => [what, Buffer.from(text, "latin1")]), ...numbers]
}

/** What is printed while something goes on. */
async function listening(work: () => Promise<void>): Promise<string> {
  const { stdout, stderr } = process
  const writers = [stdout, stderr].map((stream) => stream.write.bind(stream))
  let printed = ""
  for (const stream of [stdout, stderr]) {
    stream.write = (text: string | Uint8Array): boolean => {
      printed += text.toString()
      return true
    }
  }
  try {
    await work()
  } finally {
    stdout.write = writers[0]!
    stderr.write = writers[1]!
  }
  return printed
}
