import { expect } from "chai"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const FOLDER = fileURLToPath(new URL(".", import.meta.url))

/** Runs a module in a process of its own, which must end by itself. */
async function run(body: string): Promise<string> {
  const source = `
    import { Member, Prover, proveMembership, Roll, Scope, verify } from "../../../sdk/index.ts"
    const member = Member.create()
    const roll = Roll.of([{ commitment: member.commitment, class: "full", admitted: "2024-03-01" }])
    const options = { scope: Scope.offChain("https://a.example", "x"), policy: { classes: ["full"] } }
    ${body}
    console.log("done")`
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", source], {
    cwd: FOLDER,
    timeout: 60_000,
  })
  return stdout
}

describe("a process that uses the package", () => {
  for (const [what, body] of [
    ["has proved and verified", "await verify(await proveMembership(member, roll, options), { ...options, roll })"],
    [
      "has closed a warm prover",
      'const prover = await Prover.open("membership"); await proveMembership(member, roll, { ...options, prover }); await prover.close()',
    ],
    ["was refused", "await proveMembership(Member.create(), roll, options).catch(() => {})"],
    ["only imported it", ""],
  ] as const) {
    it(`ends by itself when it ${what}`, async () => {
      expect(await run(body)).to.equal("done\n")
    })
  }
})
