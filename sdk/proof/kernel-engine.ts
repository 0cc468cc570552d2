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
 * @param threads 1: all work is done in the calling thread
 */
export async function openKernel({ wasm, zkey }: CircuitFiles, threads: 1 | 2 = 2): Promise<Engine> {
  const key = parseProvingKey(zkey)
  const { publicSignals } = key
  const [program, prover] = await Promise.all([WitnessProgram.compile(wasm), KernelProver.open(key, threads)])
  return new KernelEngine(program, prover, publicSignals)
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
    const witness = await this.#program.calculate(input)
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
