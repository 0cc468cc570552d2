import { RochdaleError } from "./base.ts"

/** A sealed trustee that does not open. */
export class SealedTrusteeError extends RochdaleError {
  readonly code = "sealed-trustee"

  constructor(problem: string, hint: string, cause?: unknown) {
    super({ message: problem, hint, cause })
  }
}

/** The share that a dealer sent to a trustee is not the one that the dealer's commitments promise. */
export class ShareMismatchError extends RochdaleError {
  readonly code = "share-mismatch"
  /** Index of the dealer. */
  readonly dealer: number

  constructor(dealer: number, recipient: number) {
    super({
      message: `The share from dealer ${dealer} to trustee ${recipient} does not fit the dealer's commitments`,
      hint:
        "A dealing whose proof holds always fits: check that proof, that the dealings are those of the trustee's own committee as the contract logged them, and " +
        "that this is the trustee who committed there",
      details: { dealer, recipient },
    })
    this.dealer = dealer
  }
}

/** Fewer trustees have decrypted their part of the sum than it takes to open it. */
export class TooFewPartsError extends RochdaleError {
  readonly code = "too-few-parts"

  constructor(given: number, threshold: number) {
    super({
      message: `${given} ${given === 1 ? "trustee has" : "trustees have"} decrypted a part of the sum, but it takes ${threshold} to open it`,
      hint: "Wait for more trustees; if too many are missing, the poll can be abandoned after its decryption period",
      details: { given, threshold },
    })
  }
}

/** No message in the range gives the point: a sum that was opened wrongly, or a range that was too narrow. */
export class MessageNotFoundError extends RochdaleError {
  readonly code = "message-not-found"

  /** @param range what was searched, in words */
  constructor(range: string, point: readonly [bigint, bigint]) {
    super({
      message: `No message of ${range} gives the point (${point[0]}, ${point[1]})`,
      hint: "Check each trustee's part against its proof, that the sum is the poll's, and that the most that a lane can hold was given rightly",
      details: { range, point: point.map(String) },
    })
  }
}
