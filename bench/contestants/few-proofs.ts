import {
  Member,
  Prover,
  proveMembership,
  Roll,
  Scope,
  type MembershipProof,
  type MembershipRequirements,
} from "rochdale"
import { commitments, OTHERS } from "./commitments.ts"

const DIFFERENT = 20

/** Proofs that hold, and what is required of them. They are few, and large batches repeat them: to a verifier each is work of its own. */
export async function fewProofs(): Promise<{ proof: MembershipProof; requirements: MembershipRequirements }[]> {
  const member = Member.create()
  const admissions = [member.commitment, ...commitments(OTHERS)].map((commitment) => ({
    commitment,
    class: "full",
    admitted: "2024-03-01",
  }))
  const roll = Roll.of(admissions)
  const policy = { classes: ["full"] }
  await using prover = await Prover.open("membership")
  const proofs: { proof: MembershipProof; requirements: MembershipRequirements }[] = []
  for (let index = 0; index < DIFFERENT; index++) {
    const scope = Scope.offChain("https://bench.example", `purpose ${index}`)
    const proof = await proveMembership(member, roll, { scope, policy, message: "hello", prover })
    proofs.push({ proof, requirements: { scope, roll, policy, message: "hello" } })
  }
  return proofs
}

/** The proof at an index of an endless list that begins again and again. */
export function repeated<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length]!
}
