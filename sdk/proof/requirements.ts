import { RequirementNotMetError, UnknownRootError } from "../errors.ts"
import type { Kinds } from "../labor/kinds.ts"
import type { Ledger } from "../labor/ledger.ts"
import { describeQuota, packQuota, quotaTerms, type Quota } from "../labor/quota.ts"
import { describePolicy, packPolicy, policyTerms, type Policy } from "../policy.ts"
import type { Roll } from "../roll/roll.ts"
import { messageElement, type Message, type Scope } from "../scope.ts"
import { isQuotaCircuit } from "./circuits.ts"
import type { ParsedProof } from "./proof.ts"

/** What a verifier requires of a membership proof. Scope, roll and policy have no defaults: who checks nothing learns nothing. */
export interface MembershipRequirements {
  /** The scope that this verifier computed. */
  scope: Scope
  /** The roll whose current and recent roots are accepted. */
  roll: Roll
  policy: Policy
  /** What the proof must be bound to; when not given, the caller reads the message from the result. */
  message?: Message | undefined
}

/** What a verifier requires of a quota proof. */
export interface QuotaRequirements extends MembershipRequirements {
  /** The ledger whose current and recent roots are accepted. */
  ledger: Ledger
  quota: Quota
  /** The commune's kinds, where the quota names them. */
  kinds?: Kinds | undefined
}

export type Requirements = MembershipRequirements | QuotaRequirements

/**
 * Checks every public signal but the nullifier against what the verifier requires.
 *
 * @throws RequirementNotMetError, UnknownRootError
 */
export async function assertRequirements({ circuit, signals }: ParsedProof, requirements: Requirements): Promise<void> {
  const { scope, roll, policy, message } = requirements
  const wantsQuota = "quota" in requirements
  if (wantsQuota ? !isQuotaCircuit(circuit) : circuit !== "membership") {
    throw new RequirementNotMetError(
      "circuit",
      circuit,
      wantsQuota ? "quota" : "membership",
      "Send the kind of proof that is asked for",
    )
  }
  requireSignal("scope", signals["scope"], scope.value, `Prove again for the scope "${scope.description}"`)

  const requiredPolicy = packPolicy(policyTerms(policy, roll.classes))
  requireSignal(
    "policy",
    signals["policy"],
    requiredPolicy,
    `Prove again with the policy ${describePolicy(requiredPolicy, roll.classes)}`,
  )
  if (message !== undefined) {
    requireSignal(
      "message",
      signals["message"],
      messageElement(message),
      "The proof is bound to another message; prove again with this one",
    )
  }
  const memberRoot = signals[wantsQuota ? "memberRoot" : "root"] as bigint
  if (!(await roll.knowsRoot(memberRoot))) throw new UnknownRootError("roll", memberRoot)

  if (wantsQuota) {
    const terms = quotaTerms(requirements.quota, requirements.kinds)
    requireSignal("quotaPolicy", signals["quotaPolicy"], packQuota(terms), `Prove again for ${describeQuota(terms)}`)
    const ledgerRoot = signals["ledgerRoot"] as bigint
    if (!(await requirements.ledger.knowsRoot(ledgerRoot))) throw new UnknownRootError("ledger", ledgerRoot)
  }
}

/** @throws RequirementNotMetError */
export function requireSignal(signal: string, found: bigint | undefined, required: bigint, hint: string): void {
  if (found !== required) throw new RequirementNotMetError(signal, found, required, hint)
}
