// Bulk work on Node 20: a roll built in threads, and a batch of proofs.
import assert from "node:assert/strict"
import test from "node:test"
import { InvalidProofError, Member, Prover, proveMembership, Roll, Scope, verifyBatch } from "rochdale"

const member = Member.create()
const others = Array.from({ length: 4999 }, (_, index) => BigInt(index + 1) ** 7n)
const admissions = [member.commitment, ...others].map((commitment) => ({
  commitment,
  class: "full",
  admitted: "2024-03-01",
}))

test("a roll built in threads is the one built without", async () => {
  const built = await Roll.build(admissions, { threads: 2 })
  const { root } = Roll.of(admissions)
  assert.equal(built.root, root)
  assert.equal((await Roll.load(built.snapshot(), { threads: 2 })).root, root)
})

test("a batch is verified, and names the proof that does not hold", async () => {
  const roll = Roll.of(admissions.slice(0, 10))
  const options = { scope: Scope.offChain("https://tools.example", "van"), policy: { classes: ["full"] } }
  const prover = await Prover.open("membership")
  const batch = []
  for (const message of ["first", "second", "third"]) {
    const proof = await proveMembership(member, roll, { ...options, message, prover })
    batch.push({ proof, requirements: { ...options, roll, message } })
  }
  await prover.close()
  const [{ proof: first }, { proof: second, requirements }] = batch
  batch[1] = { proof: { ...second, proof: first.proof }, requirements }
  const { verified, refused } = await verifyBatch(batch)
  assert.deepEqual(
    verified.map(({ index }) => index),
    [0, 2],
  )
  assert.equal(refused.length, 1)
  assert.equal(refused[0].index, 1)
  assert.ok(refused[0].error instanceof InvalidProofError)
})
