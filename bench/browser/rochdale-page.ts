// The same as contestants/rochdale.ts, in a page.
import { Member, Prover, proveMembership, Roll, Scope, verify, type MembershipProof } from "rochdale"
import { commitments, OTHERS } from "../contestants/commitments.ts"

const settings = new URL(location.href).searchParams
const member = Member.create()
const admissions = [member.commitment, ...commitments(OTHERS)].map((commitment) => ({
  commitment,
  class: "full",
  admitted: "2024-03-01",
}))
const roll = Roll.of(admissions)
const policy = { classes: ["full"] }
const prover = await Prover.open("membership", {
  artifacts: new URL("/artifacts", location.href).href,
  engine: settings.get("engine") as "kernel" | "snarkjs",
  threads: settings.get("threads") === "1" ? 1 : 2,
})

let count = 0
let last: { scope: Scope; proof: MembershipProof } | undefined

const actions = {
  async prove() {
    const start = performance.now()
    const scope = Scope.offChain("https://bench.example", `purpose ${count++}`)
    last = { scope, proof: await proveMembership(member, roll, { scope, policy, message: "hello", prover }) }
    return performance.now() - start
  },
  async check() {
    await verify(last!.proof, { scope: last!.scope, roll, policy, message: "hello" })
  },
}
Object.assign(globalThis, { actions })
