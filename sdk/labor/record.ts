import { attestationHash } from "../crypto/poseidon.ts"
import { dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { AMOUNT_BITS, DAY_BITS, KIND_COUNT, TAG_RECORD } from "../parameters.ts"

/** What is attested of one member in one line of a sheet. */
export interface RecordContent {
  /** Minutes for labor, 1 for a certificate; below 2^24. */
  amount: number
  /** Day on which the work's period ends. */
  day: Day
  /** Number of the kind, 0 to 31. */
  kind: number
}

/** amount (24 bits) + 2^24 * day (20 bits) + 2^44 * kind (5 bits). @throws InvalidInputError */
export function packRecord({ amount, day, kind }: RecordContent): bigint {
  if (!Number.isInteger(amount) || amount < 0 || amount >= 2 ** AMOUNT_BITS) {
    throw new InvalidInputError("amount", amount, `a whole number of minutes from 0 to ${2 ** AMOUNT_BITS - 1}`)
  }
  if (!Number.isInteger(kind) || kind < 0 || kind >= KIND_COUNT) {
    throw new InvalidInputError("kind", kind, `a number from 0 to ${KIND_COUNT - 1}`)
  }
  return BigInt(amount) + (BigInt(dayOf(day)) << BigInt(AMOUNT_BITS)) + (BigInt(kind) << BigInt(AMOUNT_BITS + DAY_BITS))
}

/** P4(TAG_RECORD, commitment, packed content, salt). The salt is a random field element, so that the record tells nothing. */
export function recordHash(commitment: bigint, content: RecordContent, salt: bigint): bigint {
  return attestationHash(TAG_RECORD, commitment, packRecord(content), salt)
}
