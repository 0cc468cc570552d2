import { RochdaleError } from "../../sdk/errors.ts"

/** An option, or a combination of options, that makes no sense. */
export class AuditOptionError extends RochdaleError {
  readonly code = "audit-option"

  constructor(problem: string, hint = "See ./run audit --help") {
    super({ message: problem, hint })
  }
}

/** A record that is none: it cannot be judged. */
export class MalformedRecordError extends RochdaleError {
  readonly code = "audit-record"

  /** @param place what is malformed: "logs[3].data" */
  constructor(place: string, rule: string) {
    super({
      message: `The record's ${place} ${rule}`,
      hint: "Get the record anew from whoever wrote it, or read the chain yourself with --rpc",
      details: { place, rule },
    })
  }
}

/** A chain that cannot be audited: no such contract or poll, or it moved meanwhile. */
export class UnreadableChainError extends RochdaleError {
  readonly code = "audit-chain"

  constructor(problem: string, hint: string) {
    super({ message: problem, hint })
  }
}

/** The verification key that proofs would be verified with is not the committed one. */
export class AlteredKeyError extends RochdaleError {
  readonly code = "audit-key"

  constructor(circuit: string) {
    super({
      message: `The verification key of ${circuit} in sdk/proof/generated/release.ts is not that of artifacts/`,
      hint: "Do not trust this copy of the project: get it anew",
      details: { circuit },
    })
  }
}
