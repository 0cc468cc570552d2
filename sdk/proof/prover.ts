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
  readonly #options: ProverOptions
  #engine: Engine | undefined
  #replacing: Promise<void> | undefined

  private constructor(circuit: CircuitName, engine: Engine, options: ProverOptions) {
    this.circuit = circuit
    this.#engine = engine
    this.#options = options
  }

  /** @throws ArtifactMissingError, ArtifactAlteredError, ProverError */
  static async open(circuit: CircuitName, options: ProverOptions = {}): Promise<Prover> {
    const files = loadCircuit(circuit, options.artifacts, options.onProgress)
    return new Prover(circuit, await openEngine(files, options), options)
  }

  /**
   * Proves a statement whose inputs are known to satisfy the circuit.
   *
   * @throws WitnessError if they do not
   * @throws ProverError
   */
  async prove(input: CircuitSignals): Promise<ProvedSignals> {
    const engine = this.#engine
    if (engine === undefined) throw new Error("This prover was closed. Open another with Prover.open().")
    try {
      return await engine.prove(input, this.#options.onProgress)
    } catch (error) {
      if (!(error instanceof ProverError) || this.#options.engine !== undefined) throw error
      const reference = await this.#replace(engine)
      if (reference === undefined || reference === engine) throw error
      return reference.prove(input, this.#options.onProgress)
    }
  }

  /** Lets the key and, if nobody else uses them, the threads go. */
  async close(): Promise<void> {
    this.#engine?.close()
    this.#engine = undefined
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Puts snarkjs in the place of a kernel that has failed, which may show only when it has read its key. Once, whoever asks. */
  async #replace(failed: Engine): Promise<Engine | undefined> {
    if (this.#engine === failed) await (this.#replacing ??= this.#openReference())
    return this.#engine
  }

  async #openReference(): Promise<void> {
    const reference = await openSnarkjs(await loadCircuit(this.circuit, this.#options.artifacts))
    if (this.#engine === undefined) {
      // Closed meanwhile.
      reference.close()
    } else {
      this.#engine.close()
      this.#engine = reference
    }
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
