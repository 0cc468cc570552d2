import { createRequire } from "node:module"
import { SEMAPHORE, SEMAPHORE_ARTIFACTS } from "../semaphore-package.ts"
import { answer } from "./answer.ts"
import { GROUP_SIZE } from "./group-size.ts"

const DEPTH = 20

/** The part of @semaphore-protocol/core that is used here; its types are installed with it, not with this project. */
interface Semaphore {
  Identity: new () => { commitment: bigint }
  Group: new (members: bigint[]) => object
  generateProof: (
    identity: object,
    group: object,
    message: string,
    scope: string,
    depth: number,
    artifacts: { wasm: string; zkey: string },
  ) => Promise<object>
  verifyProof: (proof: object) => Promise<boolean>
}

const semaphore = createRequire(`${SEMAPHORE}/`)("@semaphore-protocol/core") as Semaphore

const identities = Array.from({ length: GROUP_SIZE }, () => new semaphore.Identity())
const group = new semaphore.Group(identities.map(({ commitment }) => commitment))
// Given as paths, so that nothing is downloaded.
const artifacts = {
  wasm: `${SEMAPHORE_ARTIFACTS}/semaphore-${DEPTH}.wasm`,
  zkey: `${SEMAPHORE_ARTIFACTS}/semaphore-${DEPTH}.zkey`,
}

let count = 0
function prove(): Promise<object> {
  return semaphore.generateProof(identities[count]!, group, "hello", `purpose ${count++}`, DEPTH, artifacts)
}

if (!(await semaphore.verifyProof(await prove()))) throw new Error("Semaphore does not verify its own proof")
answer(prove)
