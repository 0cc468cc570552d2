import type { CircuitSignals } from "snarkjs"
import { dateOf } from "../day.ts"
import { AdmittedTooLateError, ClassNotAdmittedError, ScopeUsedError, SlotOutOfRangeError } from "../errors.ts"
import { className } from "../member/attributes.ts"
import { secretOf, type Member } from "../member/member.ts"
import { packPolicy, policyTerms, type Policy, type PolicyTerms } from "../policy.ts"
import type { Roll } from "../roll/roll.ts"
import { messageElement, type Message, type Scope } from "../scope.ts"
import { oneHot } from "./one-hot.ts"

/** Knows which nullifiers were used: a nullifier store, or a poll's contract. */
export interface UsedNullifiers {
  has(scope: bigint, nullifier: bigint): Promise<boolean>
}

/** What every proof is about. */
export interface StatementOptions {
  scope: Scope
  policy: Policy
  /** What the proof is bound to; 0 when not given. */
  message?: Message | undefined
  /** Which of the permitted uses, from 0 on. When not given: the first that `used` does not know, or else 0. */
  slot?: number | undefined
  /** Where to look whether the member has used the scope already. */
  used?: UsedNullifiers | undefined
}

/**
 * The part of the circuit's input that says who the member is and what for, with the message that the proof is bound to.
 *
 * @throws as `memberInputs`
 */
export async function memberStatement(member: Member, roll: Roll, options: StatementOptions): Promise<CircuitSignals> {
  return { ...(await memberInputs(member, roll, options)), message: messageElement(options.message ?? 0) }
}

/**
 * The part that all circuits share in which a member acts. It refuses what could not be proved.
 *
 * @throws NotInRollError, ClassNotAdmittedError, AdmittedTooLateError, SlotOutOfRangeError, ScopeUsedError, InvalidInputError
 */
export async function memberInputs(
  member: Member,
  roll: Roll,
  options: Omit<StatementOptions, "message">,
): Promise<CircuitSignals & { slot: number }> {
  const entry = roll.entryOf(member.commitment)
  const terms = policyTerms(options.policy, roll.classes)
  if (!terms.classes.includes(entry.class)) {
    const admitted = terms.classes.map((number) => className(number, roll.classes))
    throw new ClassNotAdmittedError(className(entry.class, roll.classes), admitted)
  }
  if (entry.admitted > terms.admittedBy)
    throw new AdmittedTooLateError(dateOf(entry.admitted), dateOf(terms.admittedBy))
  const slot = await freeSlot(member, terms, options)
  const path = roll.path(member.commitment)
  return {
    secret: secretOf(member),
    class: entry.class,
    admitted: entry.admitted,
    slot,
    memberPath: path.children,
    memberHeight: oneHot(path.height - 1, path.children.length),
    scope: options.scope.value,
    policy: packPolicy(terms),
  }
}

async function freeSlot(
  member: Member,
  { uses }: PolicyTerms,
  { scope, slot, used }: Omit<StatementOptions, "message">,
): Promise<number> {
  if (slot !== undefined && (!Number.isInteger(slot) || slot < 0 || slot >= uses))
    throw new SlotOutOfRangeError(slot, uses)
  if (used === undefined) return slot ?? 0
  const candidates = slot === undefined ? Array.from({ length: uses }, (_, index) => index) : [slot]
  for (const candidate of candidates) {
    if (!(await used.has(scope.value, member.nullifier(scope.value, candidate)))) return candidate
  }
  throw new ScopeUsedError(member.nullifier(scope.value, candidates.at(-1)))
}
