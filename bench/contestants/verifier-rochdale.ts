// An app that checks membership proofs: one by one, or many together on all cores.
import { verify, verifyBatch } from "rochdale"
import { fewProofs, repeated } from "./few-proofs.ts"
import { serve, timed } from "./serve.ts"

const proofs = await fewProofs()

/** Threads end soon after their last use, and those of snarkjs, which is measured beside this, never do: here too they are there when the time begins. */
async function wake(): Promise<void> {
  await verifyBatch(proofs.slice(0, 1))
}

serve({
  single: async (index) => {
    await wake()
    const { proof, requirements } = repeated(proofs, index)
    return timed(() => verify(proof, requirements))
  },
  /** So many, each against all that is required of it. */
  batch: async (size) => {
    const batch = Array.from({ length: size }, (_, index) => repeated(proofs, index))
    await wake()
    return timed(async () => {
      const { verified } = await verifyBatch(batch)
      if (verified.length !== size) throw new Error("a proof that holds was refused")
    })
  },
})
