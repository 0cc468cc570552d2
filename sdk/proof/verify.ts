import { InvalidProofError, RequirementNotMetError, ScopeUsedError } from "../errors.ts"
import { holds } from "./groth16.ts"
import { parseProof, type MembershipProof, type ParsedProof, type Proof, type QuotaProof } from "./proof.ts"
import {
  assertRequirements,
  type MembershipRequirements,
  type QuotaRequirements,
  type Requirements,
} from "./requirements.ts"

/** Where used nullifiers are kept; see NullifierStore. */
export interface SpendsNullifiers {
  spend(scope: bigint, nullifier: bigint): Promise<boolean>
}

export interface Spending {
  /**
   * Where the nullifier is marked as used once everything else holds; a second use is refused. Without it the proof is only
   * checked, and the caller must see to the nullifier.
   */
  nullifiers?: SpendsNullifiers | undefined
}

/** What a proof that holds says. */
export interface Verified {
  /** The mark of this use of the scope. */
  nullifier: bigint
  /** What the proof is bound to, as a field element. */
  message: bigint
}

/**
 * Checks a proof against everything that this verifier requires, and uses its nullifier up. It returns only if all holds; there is no
 * way to have a proof called good whose scope, root or policy nobody checked.
 *
 * @throws MalformedProofError      not a proof, or a number in it is not canonical
 * @throws RequirementNotMetError   another circuit, scope, policy, message or quota
 * @throws UnknownRootError         the roll or ledger is not one that is known here, or too old
 * @throws InvalidProofError        altered, or made with other keys
 * @throws ScopeUsedError           the member has used this scope already
 */
export async function verify(proof: MembershipProof, requirements: MembershipRequirements & Spending): Promise<Verified>
export async function verify(proof: QuotaProof, requirements: QuotaRequirements & Spending): Promise<Verified>
export async function verify(proof: Proof, requirements: Requirements & Spending): Promise<Verified> {
  const parsed = await check(proof, requirements)
  return spend(parsed, requirements)
}

/**
 * Checks several proofs of one action: a membership proof and quota proofs, say. They must be for one scope and show one nullifier,
 * which says that they are one member's and one use; it is used up once.
 *
 * @param proofs each with what is required of it
 * @throws as `verify`, naming the first that fails; then nothing is used up
 */
export async function verifyTogether(
  proofs: readonly (
    | { proof: MembershipProof; requirements: MembershipRequirements }
    | { proof: QuotaProof; requirements: QuotaRequirements }
  )[],
  spending: Spending = {},
): Promise<Verified> {
  const [first, ...others] = proofs
  if (first === undefined)
    throw new RequirementNotMetError("number of proofs", 0, "1 or more", "Send the proofs that are asked for")
  const checked = await check(first.proof, first.requirements)
  for (const { proof, requirements } of others) {
    const { signals } = await check(proof, requirements)
    for (const name of ["scope", "nullifier"]) {
      if (signals[name] !== checked.signals[name]) {
        throw new RequirementNotMetError(
          name,
          signals[name],
          checked.signals[name],
          "All proofs of one action must be one member's, for one scope and slot",
        )
      }
    }
  }
  return spend(checked, spending)
}

async function check(proof: Proof, requirements: Requirements): Promise<ParsedProof> {
  const parsed = parseProof(proof)
  await assertRequirements(parsed, requirements)
  if (!(await holds(parsed.circuit, parsed.proof, parsed.ordered))) throw new InvalidProofError(parsed.circuit)
  return parsed
}

/**
 * Uses the nullifier of a proof up, of which everything else holds. Last, so that a proof that fails uses nothing up; and one call, so that two of the
 * same proof at once cannot both pass.
 *
 * @throws ScopeUsedError
 */
export async function spend({ signals }: ParsedProof, { nullifiers }: Spending): Promise<Verified> {
  const { nullifier, scope, message } = signals as { nullifier: bigint; scope: bigint; message: bigint }
  if (nullifiers !== undefined && !(await nullifiers.spend(scope, nullifier))) throw new ScopeUsedError(nullifier)
  return { nullifier, message }
}
