import type { CircuitSignals } from "snarkjs"
import { KernelProver, type ProofPoints } from "../kernel/kernel-prover.ts"
import { parseProvingKey } from "../kernel/proving-key.ts"
import type { CircuitFiles } from "./artifacts.ts"
import type { Engine } from "./engine.ts"
import type { Groth16Proof, ProvedSignals } from "./groth16.ts"
import type { OnProgress } from "./progress.ts"
import { WitnessProgram } from "./witness.ts"
import { publicSignalsOf } from "./witness-signals.ts"

/**
 * Opens this package's own kernel for a circuit. See OpenEngine.
 *
 * @param files   its threads start while one waits for them
 * @param threads 1: all work is done in the calling thread
 */
export async function openKernel(files: CircuitFiles | Promise<CircuitFiles>, threads: 1 | 2 = 2): Promise<Engine> {
  const loaded = Promise.resolve(files)
  const key = loaded.then(({ zkey }) => parseProvingKey(zkey))
  const opening = KernelProver.open(key, threads)
  const compiling = loaded.then(({ wasm }) => WitnessProgram.compile(wasm))
  await Promise.allSettled([opening, compiling])
  const prover = await opening
  try {
    return new KernelEngine(await compiling, prover, (await key).publicSignals)
  } catch (error) {
    prover.close()
    throw error
  }
}

class KernelEngine implements Engine {
  readonly #program: WitnessProgram
  readonly #prover: KernelProver
  readonly #publicSignals: number

  constructor(program: WitnessProgram, prover: KernelProver, publicSignals: number) {
    this.#program = program
    this.#prover = prover
    this.#publicSignals = publicSignals
  }

  async prove(input: CircuitSignals, onProgress?: OnProgress): Promise<ProvedSignals> {
    onProgress?.({ stage: "witness", done: 0 })
    const witness = this.#program.calculate(input)
    onProgress?.({ stage: "proving", done: 0 })
    const signals = publicSignalsOf(witness, this.#publicSignals)
    // It wipes the witness.
    const points = await this.#prover.prove(witness)
    onProgress?.({ stage: "proving", done: 1 })
    return { proof: proofOf(points), signals }
  }

  close(): void {
    this.#prover.close()
  }
}

function proofOf({ a, b: [real, imaginary], c }: ProofPoints): Groth16Proof {
  return { a: decimal(a), b: [decimal(real), decimal(imaginary)], c: decimal(c) }
}

function decimal([first, second]: [bigint, bigint]): [string, string] {
  return [first.toString(), second.toString()]
}
