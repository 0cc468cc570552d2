import type { CircuitSignals } from "snarkjs"
import { loadCircuit, type CircuitFiles } from "./artifacts.ts"
import type { CircuitName } from "./circuits.ts"
import { holdCurve } from "./curve-threads.ts"
import { prove, type ProvedSignals } from "./groth16.ts"
import type { OnProgress } from "./progress.ts"

export interface ProverOptions {
  /** URL or folder of the artifacts; the package's own folder when not given. */
  artifacts?: string | undefined
  onProgress?: OnProgress | undefined
}

interface WarmFiles extends CircuitFiles {
  /** Kept alive, though snarkjs compiles the program for every witness: an engine finds the same bytes compiled already. */
  program: WebAssembly.Module
}

/**
 * A circuit's files and threads, kept warm for many proofs:
 *
 *     await using prover = await Prover.open("membership")
 *
 * The single-proof calls open one of their own when none is given.
 */
export class Prover implements AsyncDisposable {
  readonly circuit: CircuitName
  readonly #release: () => void
  readonly #onProgress: OnProgress | undefined
  #files: WarmFiles | undefined

  private constructor(circuit: CircuitName, files: WarmFiles, release: () => void, onProgress: OnProgress | undefined) {
    this.circuit = circuit
    this.#files = files
    this.#release = release
    this.#onProgress = onProgress
  }

  /** @throws ArtifactMissingError, ArtifactAlteredError */
  static async open(circuit: CircuitName, { artifacts, onProgress }: ProverOptions = {}): Promise<Prover> {
    const files = await loadCircuit(circuit, artifacts, onProgress)
    const program = await WebAssembly.compile(files.wasm)
    return new Prover(circuit, { ...files, program }, await holdCurve(), onProgress)
  }

  /** Proves a statement whose inputs are known to satisfy the circuit. */
  async prove(input: CircuitSignals): Promise<ProvedSignals> {
    if (this.#files === undefined) throw new Error("This prover was closed. Open another with Prover.open().")
    return prove(this.#files, input, this.#onProgress)
  }

  /** Lets the files and, if nobody else uses them, the threads go. */
  async close(): Promise<void> {
    this.#files = undefined
    this.#release()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
