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
