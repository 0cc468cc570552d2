import { buildPoseidonReference } from "circomlibjs"

/** Poseidon over 1 to 16 field elements with circomlib's parameters. */
export type Hash = (inputs: readonly bigint[]) => bigint

/** The slow implementation that circomlibjs wrote after the paper; nothing else of this project hashes with it. */
export async function referencePoseidon(): Promise<Hash> {
  const poseidon = await buildPoseidonReference()
  const known = new Map<string, bigint>()
  return (inputs) => {
    const key = inputs.join()
    let hash = known.get(key)
    if (hash === undefined) known.set(key, (hash = poseidon.F.toObject(poseidon(inputs))))
    return hash
  }
}
