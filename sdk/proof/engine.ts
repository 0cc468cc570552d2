import type { CircuitSignals } from "snarkjs"
import type { CircuitFiles } from "./artifacts.ts"
import type { ProvedSignals } from "./groth16.ts"
import type { OnProgress } from "./progress.ts"

/** What proves: this package's own kernel, or snarkjs, its reference, which takes three to four times as long. */
export type EngineName = "kernel" | "snarkjs"

/** A circuit's proving key and program, ready for many proofs. */
export interface Engine {
  /**
   * Computes the witness and proves.
   *
   * @throws ProvingKeyError for a key that turns out to be none only when it is used
   * @throws WitnessError for an input that the circuit does not take
   * @throws ProverError
   */
  prove(input: CircuitSignals, onProgress?: OnProgress): Promise<ProvedSignals>
  /** Ends its threads, where nobody else uses them. */
  close(): void
}

/**
 * @throws ProvingKeyError for a zkey that cannot be used
 * @throws ProverError when the engine cannot run here
 */
export type OpenEngine = (files: CircuitFiles) => Promise<Engine>
