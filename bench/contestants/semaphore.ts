// A member of a Semaphore group who proves, in so many threads.
import type * as Semaphore from "@semaphore-protocol/core"
import { requirePeer, SEMAPHORE_ARTIFACTS, SEMAPHORE_DEPTH } from "../peers.ts"
import { commitments, OTHERS } from "./commitments.ts"
import { limitThreads } from "./limit-threads.ts"
import { serve, timed } from "./serve.ts"

const [threads] = process.argv.slice(2)
limitThreads(Number(threads))
const { Identity, Group, generateProof, verifyProof } = requirePeer("@semaphore-protocol/core") as typeof Semaphore
const identity = new Identity()
const members = [identity.commitment, ...commitments(OTHERS)]
const group = new Group(members)

let count = 0
let last: Semaphore.SemaphoreProof | undefined

async function prove(): Promise<Semaphore.SemaphoreProof> {
  const scope = `purpose ${count++}`
  return (last = await generateProof(identity, group, "hello", scope, SEMAPHORE_DEPTH, SEMAPHORE_ARTIFACTS))
}

async function check(): Promise<void> {
  if (!(await verifyProof(last!))) throw new Error("Semaphore does not verify its own proof")
}

serve({
  /** One proof for a scope of its own, from the path in the group on. */
  prove: () => timed(prove),
  /** Whether the last one holds. */
  check,
  verify: () => timed(check),
  /** For its contracts: who is in the group, and a new proof. */
  members: async () => members.map(String),
  proof: prove,
})
