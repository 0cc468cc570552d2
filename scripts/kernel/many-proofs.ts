// Proves again and again with the kernel, and has snarkjs verify every proof: `node scripts/kernel/many-proofs.ts 3000`.
// Inputs, rolls and blinding differ from proof to proof. Not part of the tests: a thousand take some minutes.
import { Member } from "../../sdk/member/member.ts"
import { holds } from "../../sdk/proof/groth16.ts"
import { proveMembership } from "../../sdk/proof/prove-membership.ts"
import { Prover } from "../../sdk/proof/prover.ts"
import { parseProof } from "../../sdk/proof/proof.ts"
import { Roll } from "../../sdk/roll/roll.ts"
import { Scope } from "../../sdk/scope.ts"

const count = Number(process.argv[2] ?? 1000)
const threads = process.argv[3] === "1" ? 1 : 2
if (!Number.isInteger(count) || count < 1) {
  console.error("usage: node scripts/kernel/many-proofs.ts [count] [threads: 1 or 2]")
  process.exit(2)
}

const policy = { classes: ["full"], uses: 3 }
const start = performance.now()
let proving = 0
await using prover = await Prover.open("membership", { threads })
for (let index = 0; index < count; index++) {
  const members = Array.from({ length: 1 + (index % 7) * 5 }, () => Member.create())
  const member = members[index % members.length] as Member
  const roll = Roll.of(members.map(({ commitment }) => ({ commitment, class: "full", admitted: "2024-03-01" })))
  const scope = Scope.offChain("https://proofs.example", `proof ${index}`)
  const before = performance.now()
  const proof = await proveMembership(member, roll, { scope, policy, slot: index % 3, message: `${index}`, prover })
  proving += performance.now() - before
  const { proof: points, ordered } = parseProof(proof)
  if (!(await holds("membership", points, ordered))) {
    console.error(`proof ${index} does not hold:\n${JSON.stringify(proof)}`)
    process.exit(1)
  }
  if ((index + 1) % 100 === 0) console.log(`${index + 1} proofs hold`)
}
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1)
console.log(
  `${count} of ${count} proofs hold; ${seconds(proving)} s of proving, ${seconds(performance.now() - start)} s in all`,
)
