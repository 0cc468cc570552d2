// A member of this package who proves; told which engine to take, and in how many threads.
import { Member, Prover, proveMembership, Roll, Scope, verify, type MembershipProof } from "rochdale"
import { commitments, OTHERS } from "./commitments.ts"
import { limitThreads } from "./limit-threads.ts"
import { serve, timed } from "./serve.ts"

const [engine, threads] = process.argv.slice(2) as ["kernel" | "snarkjs", "1" | "2"]
limitThreads(Number(threads))
const member = Member.create()
const admissions = [member.commitment, ...commitments(OTHERS)].map((commitment) => ({
  commitment,
  class: "full",
  admitted: "2024-03-01",
}))
const roll = Roll.of(admissions)
const policy = { classes: ["full"] }
const prover = await Prover.open("membership", { engine, threads: threads === "1" ? 1 : 2 })

let count = 0
let last: { scope: Scope; proof: MembershipProof } | undefined

serve({
  /** One proof for a scope of its own, from the path in the roll on. */
  prove: () =>
    timed(async () => {
      const scope = Scope.offChain("https://bench.example", `purpose ${count++}`)
      last = { scope, proof: await proveMembership(member, roll, { scope, policy, message: "hello", prover }) }
    }),
  /** Whether the last one holds. */
  check: async () => {
    const { scope, proof } = last!
    await verify(proof, { scope, roll, policy, message: "hello" })
  },
})
