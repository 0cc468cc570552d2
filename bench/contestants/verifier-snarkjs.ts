// snarkjs's own verifier with the same circuit's proofs.
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { groth16 } from "snarkjs"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { fewProofs, repeated } from "./few-proofs.ts"
import { serve, timed } from "./serve.ts"

const key = JSON.parse(await readFile(join(ARTIFACTS, "membership", "verification_key.json"), "utf8")) as object
const proofs = (await fewProofs()).map(({ proof: { proof, signals } }) => ({
  signals: Object.values(signals),
  points: {
    pi_a: [...proof.a, "1"],
    pi_b: [...proof.b, ["1", "0"]],
    pi_c: [...proof.c, "1"],
    protocol: "groth16",
    curve: "bn128",
  },
}))

serve({
  single: (index) =>
    timed(async () => {
      const { signals, points } = repeated(proofs, index)
      if (!(await groth16.verify(key, signals, points))) throw new Error("snarkjs refuses a proof that holds")
    }),
})
