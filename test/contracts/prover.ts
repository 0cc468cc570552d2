import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { groth16 } from "snarkjs"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { Prover } from "../../sdk/proof/prover.ts"

/** A proof in the order of the EVM. */
export interface SolidityProof {
  a: [bigint, bigint]
  b: [[bigint, bigint], [bigint, bigint]]
  c: [bigint, bigint]
}

export interface Proved {
  proof: SolidityProof
  signals: bigint[]
}

/** The circuits that these tests prove. */
export type Circuit =
  | "membership"
  | "quota-1"
  | "quota-4"
  | "sheet-25"
  | "sheet-125"
  | "ballot-4"
  | "ballot-12"
  | "deal-5"
  | "deal-9"
  | "decrypt"

// A proof is the dear part of these tests: each statement is proved once and kept while they run.
const proved = new Map<string, Promise<Proved>>()
const files = new Map<string, Promise<Uint8Array>>()
const kernels = new Map<string, Prover>()

/** Proves with the committed keys. Rejects when the circuit's constraints refuse the input. */
export function prove(circuit: Circuit, input: Record<string, unknown>): Promise<Proved> {
  const statement = `${circuit} ${JSON.stringify(input, (_, value) => (typeof value === "bigint" ? `${value}` : value))}`
  let found = proved.get(statement)
  if (found === undefined) {
    found = proveAnew(circuit, input)
    proved.set(statement, found)
  }
  return found
}

/** While `work` is done, proofs for these circuits come from the package's own kernel: for tests that need many of them. */
export async function withKernel<Result>(circuits: readonly Circuit[], work: () => Promise<Result>): Promise<Result> {
  for (const circuit of circuits) kernels.set(circuit, await Prover.open(circuit, { artifacts: ARTIFACTS }))
  try {
    return await work()
  } finally {
    for (const circuit of circuits) await kernels.get(circuit)?.close()
    for (const circuit of circuits) kernels.delete(circuit)
  }
}

/**
 * Names of the templates whose constraint refused the input, innermost first.
 *
 * @throws Error when there is a proof after all, or the attempt failed for another reason
 */
export async function refusingTemplates(attempt: () => Promise<unknown>): Promise<string[]> {
  const { error } = console
  // The witness calculator prints the refusal that is wanted here.
  console.error = () => undefined
  try {
    await attempt()
  } catch (refusal) {
    const names = [...String(refusal).matchAll(/Error in template (\w+?)_\d+ line/g)].map(([, name]) => name!)
    if (names.length === 0) throw refusal
    return names
  } finally {
    console.error = error
  }
  throw new Error("The circuit took what it should refuse")
}

async function proveAnew(circuit: string, input: Record<string, unknown>): Promise<Proved> {
  const kernel = kernels.get(circuit)
  if (kernel !== undefined) {
    const { proof, signals } = await kernel.prove(input as never)
    return solidityForm(proof, signals)
  }
  const [wasm, zkey] = await Promise.all(
    ["circuit.wasm", "circuit.zkey"].map((file) => load(join(ARTIFACTS, circuit, file))),
  )
  const { proof, publicSignals } = await groth16.fullProve(input as never, wasm!, zkey!)
  const [a, b, c] = [proof.pi_a, proof.pi_b, proof.pi_c] as [string[], string[][], string[]]
  return solidityForm({ a, b, c }, publicSignals.map(BigInt))
}

type Points = Record<"a" | "c", readonly string[]> & { b: readonly (readonly string[])[] }

function solidityForm({ a, b, c }: Points, signals: bigint[]): Proved {
  const pair = (point: readonly string[] | undefined) => [BigInt(point![0]!), BigInt(point![1]!)] as [bigint, bigint]
  // snarkjs writes the real part of a coordinate first, the EVM wants the imaginary one.
  const swapped = (point: readonly string[] | undefined) => pair(point).toReversed() as [bigint, bigint]
  return { proof: { a: pair(a), b: [swapped(b[0]), swapped(b[1])], c: pair(c) }, signals }
}

function load(path: string): Promise<Uint8Array> {
  let found = files.get(path)
  if (found === undefined) {
    found = readFile(path)
    files.set(path, found)
  }
  return found
}

// snarkjs's worker threads would keep the process alive for ever.
after(async () => {
  await globalThis.curve_bn128?.terminate()
})
