import { checkTerms, type BallotTerms } from "../ballot/ballot-terms.ts"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { InvalidInputError, InvalidProofError, RequirementNotMetError, UnknownRootError } from "../errors.ts"
import { DEFAULT_CLASSES, type ClassNames } from "../member/attributes.ts"
import { describePolicy, packPolicy, policyTerms, type Policy } from "../policy.ts"
import type { Roll } from "../roll/roll.ts"
import type { Scope } from "../scope.ts"
import { ballotCircuit } from "./circuits.ts"
import { holds } from "./groth16.ts"
import { parseProof, signalList, type BallotProof } from "./proof.ts"
import { requireSignal } from "./requirements.ts"

/** What a verifier requires of a ballot's proof. */
export interface BallotRequirements {
  /** The poll's, which this verifier computed. */
  scope: Scope
  policy: Policy
  /** The root at which the poll froze the roll: no other is taken. */
  root?: FieldInput | undefined
  /** Without a frozen root: the roll whose current and recent roots are accepted. One of the two must be given. */
  roll?: Roll | undefined
  /** Names of the classes where there is no roll to take them from; candidate, full, worker, consumer when not given. */
  classes?: ClassNames | undefined
  /** The poll's: they say under which key and rule the ballot must be, and how large. */
  terms: BallotTerms
}

/** What a ballot's proof says. Not what the ballot says. */
export interface VerifiedBallot {
  /** The mark of this voter in this poll. */
  nullifier: bigint
  /** Of two ballots with one nullifier the one with the larger sequence counts; the other is dropped. */
  sequence: bigint
  /** Four numbers for each ciphertext. All points are in the subgroup: the circuit computed them. */
  ciphertexts: bigint[]
}

/**
 * Checks the proof of a secret ballot against everything that this verifier requires. Whether the nullifier voted before, and with which sequence, is for
 * the caller to see to.
 *
 * @throws MalformedProofError, RequirementNotMetError, UnknownRootError, InvalidProofError
 * @throws InvalidPointError, InvalidInputError for requirements that are none
 */
export async function verifyBallot(proof: BallotProof, requirements: BallotRequirements): Promise<VerifiedBallot> {
  const { scope, policy, terms, roll, classes = roll?.classes ?? DEFAULT_CLASSES } = requirements
  const { lanes, key, ballotRule } = checkTerms(terms)
  const parsed = parseProof(proof)
  const { circuit, signals } = parsed
  if (ballotCircuit(circuit)?.ciphertexts !== lanes.ciphertexts) {
    const required = `ballot of ${lanes.ciphertexts} ${lanes.ciphertexts === 1 ? "ciphertext" : "ciphertexts"}`
    throw new RequirementNotMetError("circuit", circuit, required, "Send the kind of proof that is asked for")
  }
  requireSignal("scope", signals["scope"], scope.value, `Prove again for the scope "${scope.description}"`)
  const packed = packPolicy(policyTerms(policy, classes))
  requireSignal("policy", signals["policy"], packed, `Prove again with the policy ${describePolicy(packed, classes)}`)
  for (const [index, coordinate] of key.entries())
    requireSignal(
      `key[${index}]`,
      signals[`key[${index}]`],
      coordinate,
      "Encrypt under this poll's key, and prove again",
    )
  requireSignal("ballotRule", signals["ballotRule"], ballotRule, "Encrypt under this poll's rule, and prove again")
  await requireRoot(signals["root"] as bigint, requirements)

  // Coordinates off the curve or outside the subgroup need no look of their own: the circuit makes both points from B and the key, so that no
  // proof holds for others.
  if (!(await holds(circuit, parsed.proof, parsed.ordered))) throw new InvalidProofError(circuit)
  const { nullifier, sequence } = signals as { nullifier: bigint; sequence: bigint }
  return { nullifier, sequence, ciphertexts: signalList(parsed, "ciphertexts") }
}

/** Fails closed where neither root nor roll is given. */
async function requireRoot(found: bigint, { root, roll }: BallotRequirements): Promise<void> {
  if (root !== undefined) {
    const frozen = fieldElement(root, "root")
    if (frozen === 0n) throw new InvalidInputError("root", frozen, "the root of a roll with members")
    requireSignal("root", found, frozen, "Prove again with the roll as it was when the poll opened")
  } else if (roll === undefined) {
    throw new InvalidInputError("root", root, "the poll's frozen root, or give the roll")
  } else if (!(await roll.knowsRoot(found))) throw new UnknownRootError("roll", found)
}
