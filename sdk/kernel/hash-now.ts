import { memberLeafHash, nodeHash } from "../crypto/poseidon.ts"
import { ALL_DONE, HASH_INPUTS, type HashJob, type HashSteps, type HashTask } from "./hash-job.ts"
import { HashKernel } from "./hash-kernel.ts"
import { NUMBER_SIZE } from "./packed-numbers.ts"
import { hashProgramNow } from "./program.ts"
import { numberOf, scalarBytes } from "./scalar-bytes.ts"

const WITHOUT_KERNEL: Readonly<Record<HashJob, (inputs: readonly bigint[]) => bigint>> = {
  leaf: ([commitment, attributes]) => memberLeafHash(commitment as bigint, attributes as bigint),
  node: nodeHash,
}

// undefined until it was tried; null where it cannot run.
let kernel: HashKernel | null | undefined

/** Makes hashes in the calling thread: in the kernel, or many times slower without it where no SIMD is to be had. */
export function hashNow({ job, to, from }: HashTask): void {
  kernel ??= started()
  if (kernel === null) hashWithoutKernel({ job, to, from })
  else kernel.hash(job, to, from)
}

/** The same by the reference that everything else hashes with. */
export function hashWithoutKernel({ job, to, from }: HashTask): void {
  const size = HASH_INPUTS[job] * NUMBER_SIZE
  for (let index = 0; index * NUMBER_SIZE < to.length; index++) {
    const inputs = Array.from({ length: HASH_INPUTS[job] }, (_, place) => {
      const start = index * size + place * NUMBER_SIZE
      return numberOf(from.subarray(start, start + NUMBER_SIZE))
    })
    to.set(scalarBytes(WITHOUT_KERNEL[job](inputs)), index * NUMBER_SIZE)
  }
}

/** Does hashing work in the calling thread. */
export function finishNow<Result>(steps: HashSteps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (step.value !== ALL_DONE) hashNow(step.value)
  }
}

function started(): HashKernel | null {
  const program = hashProgramNow()
  try {
    return program === undefined ? null : new HashKernel(program)
  } catch {
    return null
  }
}
