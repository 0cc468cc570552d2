// The package's own prover on Node 20: in two threads, in the calling one, and beside snarkjs.
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import test from "node:test"
import { promisify } from "node:util"
import { Member, Prover, proveMembership, Roll, Scope, verify } from "rochdale"

const member = Member.create()
const roll = Roll.of([{ commitment: member.commitment, class: "full", admitted: "2024-03-01" }])
const options = { scope: Scope.offChain("https://tools.example", "van"), policy: { classes: ["full"] } }

for (const engine of [{ engine: "kernel" }, { engine: "kernel", threads: 1 }, { engine: "snarkjs" }]) {
  test(`a warm prover proves twice: ${JSON.stringify(engine)}`, async () => {
    const prover = await Prover.open("membership", engine)
    for (const message of ["first", "second"]) {
      const proof = await proveMembership(member, roll, { ...options, message, prover })
      await verify(JSON.parse(JSON.stringify(proof)), { ...options, roll, message })
    }
    await prover.close()
  })
}

test("an open prover keeps no process alive", async () => {
  const source = `
    import { Prover } from "rochdale"
    await Prover.open("membership")
    console.log("opened")`
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", source], {
    cwd: new URL("../..", import.meta.url),
    timeout: 60_000,
  })
  assert.equal(stdout, "opened\n")
})
