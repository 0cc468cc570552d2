import { dateOf, dayOf, type Day } from "./day.ts"
import { InvalidInputError } from "./errors.ts"
import { className, classNumber, type ClassNames } from "./member/attributes.ts"
import { CLASS_COUNT, DAY_BITS, SLOT_BITS } from "./parameters.ts"

/** Who may act in a scope, and how often. */
export interface Policy {
  /** Classes that may, by name or number; at least one. */
  classes: readonly (string | number)[]
  /**
   * Last day of admission that counts, as "2024-03-01" or a day number. Without it every day counts, and a member who gets new
   * keys can use the scope once more: set it, to the day before the scope opens at the latest, wherever that matters.
   */
  admittedBy?: string | Day
  /** Uses per member, 1 (the default) to 65,535; they cannot be linked to each other. */
  uses?: number
}

/** A policy in numbers. */
export interface PolicyTerms {
  classes: number[]
  admittedBy: Day
  uses: number
}

const LAST_DAY = 2 ** DAY_BITS - 1

/** A policy's numbers, with the defaults filled in. @throws InvalidInputError */
export function policyTerms(policy: Policy, classes: ClassNames): PolicyTerms {
  const uses = policy.uses ?? 1
  if (!Number.isInteger(uses) || uses < 1 || uses >= 2 ** SLOT_BITS) {
    throw new InvalidInputError("uses", uses, `a whole number from 1 to ${2 ** SLOT_BITS - 1}`)
  }
  if (policy.classes.length === 0)
    throw new InvalidInputError("classes", "empty", "at least one class: nobody could act")
  return {
    classes: [...new Set(policy.classes.map((name) => classNumber(name, classes)))].sort((a, b) => a - b),
    admittedBy: policy.admittedBy === undefined ? LAST_DAY : dayOf(policy.admittedBy),
    uses,
  }
}

/** classes (16 bits) + 2^16 * admittedBy (20 bits) + 2^36 * limit (16 bits). */
export function packPolicy({ classes, admittedBy, uses }: PolicyTerms): bigint {
  const set = classes.reduce((bits, number) => bits | (1n << BigInt(number)), 0n)
  return set + (BigInt(admittedBy) << BigInt(CLASS_COUNT)) + (BigInt(uses) << BigInt(CLASS_COUNT + DAY_BITS))
}

/** Inverse of packPolicy, for messages: a policy as a person reads it. */
export function describePolicy(packed: bigint, classes: ClassNames): string {
  const names = Array.from({ length: CLASS_COUNT }, (_, number) => number)
    .filter((number) => (packed >> BigInt(number)) & 1n)
    .map((number) => className(number, classes))
  const admittedBy = Number((packed >> BigInt(CLASS_COUNT)) & BigInt(LAST_DAY))
  const uses = packed >> BigInt(CLASS_COUNT + DAY_BITS)
  const by = admittedBy === LAST_DAY ? "" : ` admitted by ${dateOf(admittedBy)}`
  return `${names.join(" or ")}${by}, ${uses} ${uses === 1n ? "use" : "uses"}`
}
