import { RochdaleError } from "./base.ts"

/** A proving key that is not a Groth16 zkey over BN254, or is damaged. */
export class ProvingKeyError extends RochdaleError {
  readonly code = "proving-key"

  constructor(problem: string, cause?: unknown) {
    super({
      message: `The proving key cannot be used: ${problem}`,
      hint: "Give the zkey of a Groth16 set-up over BN254, as it was written",
      details: { problem },
      cause,
    })
  }
}

/** A circuit does not take the input or the witness. */
export class WitnessError extends RochdaleError {
  readonly code = "witness"

  /** @param problem names signals and sizes, never a value */
  constructor(problem: string) {
    super({
      message: `The circuit does not take this: ${problem}`,
      hint: "Give every input signal of this circuit, with values that satisfy it",
      details: { problem },
    })
  }
}

/** Proving failed for a reason that is not in what was to be proved. */
export class ProverError extends RochdaleError {
  readonly code = "prover"

  constructor(problem: string, hint: string, cause?: unknown) {
    super({ message: `The prover failed: ${problem}`, hint, details: { problem }, cause })
  }
}
