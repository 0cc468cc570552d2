import { RochdaleError } from "./base.ts"

/** The proof is not of the form that the package writes. */
export class MalformedProofError extends RochdaleError {
  readonly code = "malformed-proof"

  constructor(problem: string, cause?: unknown) {
    super({
      message: `This is not a proof of this package: ${problem}`,
      hint: "Pass on the object that proveMembership or proveQuota gave, unchanged",
      details: { problem },
      cause,
    })
  }
}

/** A public signal differs from what this verifier requires. */
export class RequirementNotMetError extends RochdaleError {
  readonly code = "requirement-not-met"
  readonly signal: string

  constructor(signal: string, found: unknown, required: unknown, hint: string) {
    super({
      message: `The proof's ${signal} is ${String(found)}, but this verifier requires ${String(required)}`,
      hint,
      details: { signal, found: String(found), required: String(required) },
    })
    this.signal = signal
  }
}

/** The root is not a current one, nor superseded recently enough. */
export class UnknownRootError extends RochdaleError {
  readonly code = "unknown-root"

  constructor(what: "roll" | "ledger", root: bigint) {
    super({
      message: `The ${what} root ${root} is not known here, or was superseded too long ago`,
      hint: `Bring the ${what} up to date on both sides and prove again`,
      details: { what, root: root.toString() },
    })
  }
}

/** All requirements are met, but the proof does not hold. */
export class InvalidProofError extends RochdaleError {
  readonly code = "invalid-proof"

  constructor(circuit: string, cause?: unknown) {
    super({
      message: `The ${circuit} proof does not hold for its public signals`,
      hint: "It was altered, or made with other keys; prove again with the same version of this package",
      details: { circuit },
      cause,
    })
  }
}
