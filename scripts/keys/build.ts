import { mkdir, copyFile, writeFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { r1cs, zKey } from "snarkjs"
import { compileCircuit } from "../circuits/compile.ts"
import { type CircuitName, sourceOf } from "../circuits/names.ts"
import { describeFile, type CircuitEntry } from "./manifest-file.ts"
import { developmentPowersOfTau, PHASE1_POWER } from "./phase1.ts"
import { developmentProvingKey } from "./phase2.ts"
import { publicSignalNames } from "./signals.ts"

/**
 * Builds one circuit and its development keys from the sources alone.
 *
 * @param folder receives `<name>/circuit.wasm`, `circuit.zkey` and `verification_key.json`
 * @returns the circuit's entry for the manifest
 */
export async function buildCircuit(name: CircuitName, folder: string): Promise<CircuitEntry> {
  const compiled = await compileCircuit(sourceOf(name), name)
  const { nConstraints, nOutputs, nPubInputs } = await r1cs.info(compiled.r1cs)
  const publicSignals = await publicSignalNames(compiled.sym, nOutputs + nPubInputs)
  // snarkjs adds a row for each public signal and one for the constant.
  const domain = Math.ceil(Math.log2(nConstraints + publicSignals.length + 1))
  if (domain > PHASE1_POWER)
    throw new Error(`${name} needs 2^${domain} powers of tau, but PHASE1_POWER is ${PHASE1_POWER}`)

  const out = join(folder, name)
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const wasm = join(out, "circuit.wasm")
  const zkey = join(out, "circuit.zkey")
  const verificationKey = join(out, "verification_key.json")
  await copyFile(compiled.wasm, wasm)
  await developmentProvingKey(compiled.r1cs, await developmentPowersOfTau(), zkey)
  await writeFile(verificationKey, `${JSON.stringify(await zKey.exportVerificationKey(zkey), null, 2)}\n`)

  return {
    constraints: nConstraints,
    domain,
    publicSignals,
    files: {
      "circuit.wasm": await describeFile(wasm),
      "circuit.zkey": await describeFile(zkey),
      "verification_key.json": await describeFile(verificationKey),
    },
  }
}
