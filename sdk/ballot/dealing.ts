import { attestationHash } from "../crypto/poseidon.ts"
import { FIELD_ORDER } from "../crypto/field.ts"
import { generatorTimes, pointTimes, requireKeyPoint, type Point } from "../crypto/baby-jubjub.ts"
import { InvalidInputError } from "../errors.ts"
import { CONTEXT_BITS, MAX_TRUSTEES, TAG_SHARE } from "../parameters.ts"
import { commitTo, valueAt } from "./polynomial.ts"

/** What a committee's dealings have in common; public. */
export interface DealingTerms {
  /** How many trustees open a sum together. */
  threshold: number
  /** Keys that the shares are encrypted to, in the order of the trustees' indexes; undefined for who did not commit and so gets no share. */
  recipients: readonly (Point | undefined)[]
}

/** What a trustee deals; public. */
export interface Dealing {
  /** Coefficients of the polynomial, each times B, lowest first; as many as the threshold. */
  commitments: readonly Point[]
  /** From which the recipients' masks come. */
  ephemeralKey: Point
  /** One a trustee of the committee; 0 for who gets no share. */
  encryptedShares: readonly bigint[]
}

/** What a dealing is made of; secret. */
export interface DealingSecrets {
  coefficients: readonly bigint[]
  /** For this dealing to these recipients alone: a second one under the same mask would show the difference of the shares. */
  ephemeral: bigint
}

/** Least threshold: a trustee alone could open any single ballot. */
const LEAST_THRESHOLD = 2

/**
 * The public part of a dealing.
 *
 * @param context of the dealer's seat; see dealingContext
 * @param terms   checked
 */
export function deal(
  { coefficients, ephemeral }: DealingSecrets,
  context: bigint,
  { recipients }: DealingTerms,
): Dealing {
  return {
    commitments: commitTo(coefficients),
    ephemeralKey: generatorTimes(ephemeral),
    encryptedShares: recipients.map((key, place) => {
      if (key === undefined) return 0n
      const index = place + 1
      return (valueAt(coefficients, index) + shareMask(pointTimes(ephemeral, key), context, index)) % FIELD_ORDER
    }),
  }
}

/**
 * What hides one share: P4(TAG_SHARE, x, y, context + 2^248 * index).
 *
 * @param shared the ephemeral key times the recipient's secret, which is the recipient's key times the ephemeral secret
 * @param index  the recipient's: two recipients of one key would else have one mask, and the difference of their shares would stand open
 */
export function shareMask([x, y]: Point, context: bigint, index: number): bigint {
  return attestationHash(TAG_SHARE, x, y, context + (BigInt(index) << BigInt(CONTEXT_BITS)))
}

/** Set of those who get a share, bit j for index j + 1. */
export function recipientSet(recipients: DealingTerms["recipients"]): bigint {
  return recipients.reduce((set, key, place) => (key === undefined ? set : set | (1n << BigInt(place))), 0n)
}

/**
 * Looks at terms, which come from a chain: a key that is none would show the shares that are encrypted to it.
 *
 * @throws InvalidInputError, InvalidPointError naming the trustee's place in the list
 */
export function checkDealingTerms({ threshold, recipients }: DealingTerms): void {
  const size = recipients.length
  if (size < LEAST_THRESHOLD || size > MAX_TRUSTEES)
    throw new InvalidInputError("number of trustees", size, `from ${LEAST_THRESHOLD} to ${MAX_TRUSTEES}`)
  requireThreshold(threshold, size)
  for (const [place, key] of recipients.entries()) if (key !== undefined) requireKeyPoint(key, `recipients[${place}]`)
  const given = recipients.filter((key) => key !== undefined).length
  if (given < threshold)
    throw new InvalidInputError("number of recipients", given, `at least the threshold, ${threshold}`)
}

/** @throws InvalidInputError */
export function requireThreshold(threshold: number, size: number = MAX_TRUSTEES): void {
  if (!Number.isInteger(threshold) || threshold < LEAST_THRESHOLD || threshold > size)
    throw new InvalidInputError("threshold", threshold, `a whole number from ${LEAST_THRESHOLD} to ${size}`)
}
