import type { CircuitSignals } from "snarkjs"
import { ProverError } from "../errors.ts"
import { loadCircuit, type CircuitFiles } from "./artifacts.ts"
import type { CircuitName } from "./circuits.ts"
import type { Engine, EngineName } from "./engine.ts"
import type { ProvedSignals } from "./groth16.ts"
import { openKernel } from "./kernel-engine.ts"
import type { OnProgress } from "./progress.ts"
import { openSnarkjs } from "./snarkjs-engine.ts"

export interface ProverOptions {
  /** URL or folder of the artifacts; the package's own folder when not given. */
  artifacts?: string | undefined
  onProgress?: OnProgress | undefined
  /** What proves. When not given, the package's own kernel; snarkjs where that cannot run. */
  engine?: EngineName | undefined
  /** How many threads the kernel has: 2 when not given. With 1 it works in the calling thread, which can do nothing else meanwhile. */
  threads?: 1 | 2 | undefined
}

/**
 * A circuit's proving key, program and threads, kept warm for many proofs:
 *
 *     await using prover = await Prover.open("membership")
 *
 * The single-proof calls open one of their own when none is given.
 */
export class Prover implements AsyncDisposable {
  readonly circuit: CircuitName
  readonly #onProgress: OnProgress | undefined
  #engine: Engine | undefined

  private constructor(circuit: CircuitName, engine: Engine, onProgress: OnProgress | undefined) {
    this.circuit = circuit
    this.#engine = engine
    this.#onProgress = onProgress
  }

  /** @throws ArtifactMissingError, ArtifactAlteredError, ProverError */
  static async open(circuit: CircuitName, options: ProverOptions = {}): Promise<Prover> {
    const files = loadCircuit(circuit, options.artifacts, options.onProgress)
    return new Prover(circuit, await openEngine(files, options), options.onProgress)
  }

  /**
   * Proves a statement whose inputs are known to satisfy the circuit.
   *
   * @throws WitnessError if they do not
   * @throws ProverError
   */
  async prove(input: CircuitSignals): Promise<ProvedSignals> {
    if (this.#engine === undefined) throw new Error("This prover was closed. Open another with Prover.open().")
    return this.#engine.prove(input, this.#onProgress)
  }

  /** Lets the key and, if nobody else uses them, the threads go. */
  async close(): Promise<void> {
    this.#engine?.close()
    this.#engine = undefined
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

async function openEngine(files: Promise<CircuitFiles>, { engine, threads }: ProverOptions): Promise<Engine> {
  if (engine === "snarkjs") return openSnarkjs(await files)
  try {
    return await openKernel(files, threads)
  } catch (error) {
    if (engine === undefined && error instanceof ProverError) return openSnarkjs(await files)
    throw error
  }
}
