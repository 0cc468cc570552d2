// The built package on Node 20, the oldest that it serves: plain JavaScript, without any tool of the development set-up.
import assert from "node:assert/strict"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import test from "node:test"
import {
  hours,
  InvalidProofError,
  Ledger,
  Member,
  MemoryNullifiers,
  NotInRollError,
  Prover,
  proveMembership,
  proveQuota,
  proveSheet,
  readLaborCsv,
  Kinds,
  Roll,
  Scope,
  ScopeUsedError,
  Sheet,
  verify,
  verifySheet,
} from "rochdale"
import { SqliteNullifiers } from "rochdale/sqlite"

const members = Array.from({ length: 7 }, () => Member.create())
const [ana] = members
const roll = Roll.of(members.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
const scope = Scope.offChain("https://tools.example", "van")
const policy = { classes: ["full"] }

test("a membership proof holds once, in memory and in SQLite", async () => {
  const proof = JSON.parse(JSON.stringify(await proveMembership(ana, roll, { scope, policy, message: "van" })))
  const folder = await mkdtemp(join(tmpdir(), "rochdale-node20-"))
  const sqlite = await SqliteNullifiers.open(join(folder, "nullifiers.db"))
  for (const nullifiers of [new MemoryNullifiers(), sqlite]) {
    assert.equal((await verify(proof, { scope, roll, policy, nullifiers })).nullifier, ana.nullifier(scope.value))
    await assert.rejects(verify(proof, { scope, roll, policy, nullifiers }), ScopeUsedError)
  }
  await sqlite.close()
  await rm(folder, { recursive: true })
  proof.signals.nullifier = "1"
  await assert.rejects(verify(proof, { scope, roll, policy }), InvalidProofError)
})

test("a quota proof holds, from CSV to verification, with a warm prover", async () => {
  const kinds = Kinds.of(["kitchen", "care"])
  const lines = readLaborCsv("member,kind,hours\n0,kitchen,2:30\n0,care,7.5\n", {
    file: "week.csv",
    kinds,
    cap: hours(60),
  })
  const sheet = Sheet.of(
    "2026-01-04",
    lines.map(({ member, amount, kind }) => ({ commitment: members[Number(member)].commitment, amount, kind })),
  )
  const ledger = Ledger.of([sheet])
  const quota = { kinds: ["kitchen", "care"], from: "2026-01-01", to: "2026-01-31", atLeast: hours(10) }
  const prover = await Prover.open("quota-4")
  const openings = sheet.openingsFor(ana.commitment)
  const proof = await proveQuota(ana, roll, ledger, { scope, policy, quota, kinds, openings, prover })
  await prover.close()
  await verify(proof, { scope, roll, policy, ledger, quota, kinds })
})

test("a labor sheet's proof shows its totals, and holds for no others", async () => {
  const rules = { kinds: Kinds.of(["kitchen", "care"]), cap: hours(14), minimumRows: 3 }
  const rows = members.map(({ commitment }, index) => ({ commitment, amount: 60 + index, kind: index < 4 ? 0 : 1 }))
  const sheet = Sheet.of("2026-01-04", rows)
  const proof = JSON.parse(JSON.stringify(await proveSheet(sheet, { rules, message: "week 1" })))
  const { sheetRoot, total, groups } = await verifySheet(proof, { rules, message: "week 1" })
  assert.deepEqual([sheetRoot, total, groups.slice(0, 3)], [sheet.root, 441, [246, 195, 0]])
  proof.signals.total = "442"
  await assert.rejects(verifySheet(proof, { rules, message: "week 1" }), InvalidProofError)
})

test("a sealed member opens again", async () => {
  const sealed = JSON.parse(JSON.stringify(await ana.seal("correct horse battery")))
  assert.equal((await Member.open(sealed, "correct horse battery")).commitment, ana.commitment)
})

test("a stranger is told why before proving", async () => {
  await assert.rejects(proveMembership(Member.create(), roll, { scope, policy }), NotInRollError)
})
