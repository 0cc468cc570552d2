import { InvalidInputError } from "../errors.ts"
import type { Member } from "../member/member.ts"
import type { Roll } from "../roll/roll.ts"
import { memberStatement, type StatementOptions } from "./member-statement.ts"
import { proofOf, type MembershipProof } from "./proof.ts"
import type { ProvedSignals } from "./groth16.ts"
import { Prover, type ProverOptions } from "./prover.ts"
import type { CircuitName } from "./circuits.ts"
import type { CircuitSignals } from "snarkjs"

export interface ProvingOptions extends ProverOptions {
  /** A warm prover of the circuit; one is opened and closed when not given. */
  prover?: Prover | undefined
}

/**
 * Proves: "I am in this roll, the policy admits me, and this is one of my permitted uses of this scope", and nothing else. Runs on
 * the member's device; nothing secret leaves it.
 *
 * @throws NotInRollError, ClassNotAdmittedError, AdmittedTooLateError, SlotOutOfRangeError, ScopeUsedError before any proving
 * @throws ArtifactMissingError, ArtifactAlteredError
 */
export async function proveMembership(
  member: Member,
  roll: Roll,
  options: StatementOptions & ProvingOptions,
): Promise<MembershipProof> {
  const input = await memberStatement(member, roll, options)
  return proofOf("membership", await proveWith("membership", input, options)) as MembershipProof
}

/** Proves with the given prover, or with one for this proof only. */
export async function proveWith(
  circuit: CircuitName,
  input: CircuitSignals,
  options: ProvingOptions,
): Promise<ProvedSignals> {
  if (options.prover !== undefined) {
    if (options.prover.circuit !== circuit) {
      throw new InvalidInputError(
        "prover",
        options.prover.circuit,
        `one for ${circuit}`,
        `Open it with Prover.open("${circuit}")`,
      )
    }
    return options.prover.prove(input)
  }
  await using prover = await Prover.open(circuit, options)
  return await prover.prove(input)
}
