import { isFieldElement } from "../../../sdk/crypto/field.ts"
import type { CircuitName } from "../../../sdk/proof/circuits.ts"
import type { Groth16Proof } from "../../../sdk/proof/groth16.ts"
import { demand, type FindingContext } from "../log/finding.ts"

/** What a proof in the log claims, with the signals that the audit put together for it. */
export interface Claim extends FindingContext {
  circuit: CircuitName
  proof: Groth16Proof
  signals: readonly bigint[]
  /** For people: "the ballot". */
  of: string
}

/** All proofs of a log, in its order, to be verified together. */
export class Claims {
  readonly all: Claim[] = []

  /** @throws Finding for a signal that is no field element */
  add(claim: Claim): void {
    demand(claim.signals.every(isFieldElement), claim, `the proof of ${claim.of} is about a number of r or more`)
    this.all.push(claim)
  }
}
