import { dateOf, dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { DAY_BITS, KIND_COUNT, TOTAL_BITS } from "../parameters.ts"
import { type Kinds } from "./kinds.ts"
import { formatMinutes } from "./hours.ts"

/** How much of what a member must have done in which days. */
export interface Quota {
  /** Kinds that count, by number, or by name where the commune's kinds are given. */
  kinds: readonly (string | number)[]
  /** First and last day that count, as "2024-03-01" or a day number. A record's day is the end of its period. */
  from: string | Day
  to: string | Day
  /** In minutes: `hours(42)`. 1 for a certificate. */
  atLeast: number
}

/** A quota in numbers. */
export interface QuotaTerms {
  kinds: number[]
  from: Day
  to: Day
  threshold: number
}

/**
 * @param kinds the commune's, needed where the quota names kinds
 * @throws InvalidInputError
 */
export function quotaTerms(quota: Quota, kinds?: Kinds): QuotaTerms {
  const from = dayOf(quota.from)
  const to = dayOf(quota.to)
  if (from > to) throw new InvalidInputError("from", quota.from, `the day of "to" (${dateOf(to)}) or an earlier one`)
  if (quota.kinds.length === 0) throw new InvalidInputError("kinds", "empty", "at least one kind: nothing would count")
  assertThreshold(quota.atLeast)
  const numbers = quota.kinds.map((kind) => kindNumber(kind, kinds))
  if (kinds !== undefined) assertOfOneSort(numbers, kinds)
  return { kinds: [...new Set(numbers)].sort((a, b) => a - b), from, to, threshold: quota.atLeast }
}

/** @throws InvalidInputError for what cannot be a quota's minutes */
export function assertThreshold(minutes: number): void {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes >= 2 ** TOTAL_BITS) {
    throw new InvalidInputError(
      "atLeast",
      minutes,
      `whole minutes from 1 to ${2 ** TOTAL_BITS - 1}`,
      "Write hours(42) for 42 hours",
    )
  }
}

/** One minute of labor would stand for a passed test, and a passed test for a minute. */
function assertOfOneSort(numbers: readonly number[], kinds: Kinds): void {
  const certificate = numbers.find((number) => kinds.isCertificate(number))
  if (certificate === undefined || numbers.every((number) => kinds.isCertificate(number))) return
  throw new InvalidInputError(
    "kinds",
    numbers.map((number) => kinds.nameOf(number)).join(", "),
    `either labor or certificates (${kinds.nameOf(certificate)} is a certificate)`,
    "State two quotas and prove both",
  )
}

function kindNumber(kind: string | number, kinds: Kinds | undefined): number {
  if (kinds !== undefined) return kinds.numberOf(kind)
  if (typeof kind === "number" && Number.isInteger(kind) && kind >= 0 && kind < KIND_COUNT) return kind
  throw new InvalidInputError(
    "kind",
    kind,
    `a number from 0 to ${KIND_COUNT - 1}`,
    "To name kinds, give the commune's list of them too",
  )
}

/** kinds (32-bit set) + 2^32 * from (20 bits) + 2^52 * to (20 bits) + 2^72 * threshold (28 bits). */
export function packQuota({ kinds, from, to, threshold }: QuotaTerms): bigint {
  const set = kinds.reduce((bits, number) => bits | (1n << BigInt(number)), 0n)
  const toAt = BigInt(KIND_COUNT + DAY_BITS)
  const thresholdAt = BigInt(KIND_COUNT + 2 * DAY_BITS)
  return set + (BigInt(from) << BigInt(KIND_COUNT)) + (BigInt(to) << toAt) + (BigInt(threshold) << thresholdAt)
}

/** A quota as a person reads it. */
export function describeQuota({ kinds, from, to, threshold }: QuotaTerms): string {
  return `at least ${formatMinutes(threshold)} hours of kinds ${kinds.join(", ")} from ${dateOf(from)} to ${dateOf(to)}`
}
