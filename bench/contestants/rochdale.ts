import { Member, Prover, proveMembership, Roll, Scope, verify } from "../../sdk/index.ts"
import { answer } from "./answer.ts"
import { GROUP_SIZE } from "./group-size.ts"

const members = Array.from({ length: GROUP_SIZE }, () => Member.create())
const roll = Roll.of(members.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
const policy = { classes: ["full"] }
const prover = await Prover.open("membership")

let count = 0
async function prove() {
  const scope = Scope.offChain("https://bench.example", `purpose ${count++}`)
  return { scope, proof: await proveMembership(members[count]!, roll, { scope, policy, message: "hello", prover }) }
}

const { scope, proof } = await prove()
await verify(proof, { scope, roll, policy, message: "hello" })
answer(prove)
