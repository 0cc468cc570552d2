// The same as contestants/semaphore.ts, in a page.
import { generateProof, Group, Identity, verifyProof, type SemaphoreProof } from "@semaphore-protocol/core"
import { commitments, OTHERS } from "../contestants/commitments.ts"

const DEPTH = 20

const identity = new Identity()
const group = new Group([identity.commitment, ...commitments(OTHERS)])
const artifacts = {
  wasm: new URL("/semaphore.wasm", location.href).href,
  zkey: new URL("/semaphore.zkey", location.href).href,
}

let count = 0
let last: SemaphoreProof | undefined

const actions = {
  async prove() {
    const start = performance.now()
    last = await generateProof(identity, group, "hello", `purpose ${count++}`, DEPTH, artifacts)
    return performance.now() - start
  },
  async check() {
    if (!(await verifyProof(last!))) throw new Error("Semaphore does not verify its own proof")
  },
}
Object.assign(globalThis, { actions })
