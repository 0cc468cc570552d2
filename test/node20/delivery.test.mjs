// Delivery and the stores of the built package on Node 20: plain JavaScript, without any tool of the development set-up.
import assert from "node:assert/strict"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import test from "node:test"
import { EnvelopeError, Member, openEnvelope, Passbook, Scope, sealSheet, Sheet, StoreError } from "rochdale"
import { PostgresMailbox } from "rochdale/postgres"
import { SqliteMailbox, SqliteVaultStore } from "rochdale/sqlite"

const members = [1, 2, 3].map((number) => Member.fromSeed(new Uint8Array(32).fill(number)))
const [ana, ben] = members
const scope = Scope.offChain("https://tools.example", "van")

test("a sheet is delivered through a file, and a member gets everything back from the seed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rochdale-node20-"))
  const mailbox = await SqliteMailbox.open(join(folder, "keeper.db"))
  const store = await SqliteVaultStore.open(join(folder, "keeper.db"))
  const rows = members.map(({ commitment }) => ({ commitment, amount: 90, kind: 1 }))
  const sheet = Sheet.of("2026-01-04", rows)
  const contacts = await Promise.all(
    members.map(async (member) => ({ commitment: member.commitment, deliveryKey: await member.deliveryKey() })),
  )
  const envelopes = await sealSheet(sheet, contacts)
  await mailbox.put(envelopes)

  const passbook = Passbook.of(ana, store)
  assert.equal((await passbook.collect(mailbox)).scanned, 3)
  await passbook.markSpent(scope)
  const recovered = await Passbook.of(Member.fromSeed(new Uint8Array(32).fill(1)), store).recover(mailbox)
  assert.deepEqual(recovered.openings, sheet.openingsFor(ana.commitment))
  assert.equal(recovered.spent.length, 1)
  assert.deepEqual(recovered.lost, [])

  const opened = await Promise.allSettled(envelopes.map((envelope) => openEnvelope(ben, envelope)))
  assert.equal(opened.filter(({ status }) => status === "fulfilled").length, 1)
  for (const { reason } of opened) if (reason !== undefined) assert.ok(reason instanceof EnvelopeError)
  await mailbox.close()
  await store.close()
  await rm(folder, { recursive: true })
})

test("the delivery key is the same as on every other platform", async () => {
  assert.equal(await ana.deliveryKey(), "7eea47f6173d497967b47b70f36ebf76037c8807f66b6f4404a5eed5dc9acf7f")
})

test("PostgreSQL that does not answer is an error of the package's", async () => {
  await assert.rejects(PostgresMailbox.open("postgres://nobody@127.0.0.1:1/nothing"), StoreError)
})
