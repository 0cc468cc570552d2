import { RochdaleError } from "./base.ts"

/** A saved roll that cannot be used: damaged, altered, of another version, or of another contract. */
export class SnapshotError extends RochdaleError {
  readonly code = "snapshot"

  constructor(problem: string, hint = "Do not use it: read the roll from the chain, and save it anew") {
    super({ message: `The snapshot cannot be used: ${problem}`, hint, details: { problem } })
  }
}
