import { memberLeafHash } from "../crypto/poseidon.ts"
import { dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { CLASS_COUNT } from "../parameters.ts"

/** Names of a commune's classes of members, in the order of their numbers: 1 to 16 different names. */
export type ClassNames = readonly string[]

/** The classes of a commune that sets none of its own. */
export const DEFAULT_CLASSES: ClassNames = ["candidate", "full", "worker", "consumer"]

/** What the roll says of a member beside the commitment. */
export interface Attributes {
  /** Number of the class, 0 to 15. */
  class: number
  /** Day of admission, or of the last change of keys. */
  admitted: Day
}

/** Number of a class given by name or number. @throws InvalidInputError */
export function classNumber(name: string | number, classes: ClassNames): number {
  const number = typeof name === "number" ? name : classes.indexOf(name)
  if (!Number.isInteger(number) || number < 0 || number >= CLASS_COUNT) {
    throw new InvalidInputError("class", name, `one of ${classes.join(", ")}, or a number from 0 to ${CLASS_COUNT - 1}`)
  }
  return number
}

/** Name of a class; one that the commune has not named is shown by its number. */
export function className(number: number, classes: ClassNames): string {
  return classes[number] ?? `class ${number}`
}

/** class + 2^8 * admitted. @throws InvalidInputError */
export function packAttributes({ class: memberClass, admitted }: Attributes): bigint {
  if (!Number.isInteger(memberClass) || memberClass < 0 || memberClass >= CLASS_COUNT) {
    throw new InvalidInputError("class", memberClass, `a number from 0 to ${CLASS_COUNT - 1}`)
  }
  return BigInt(memberClass) + (BigInt(dayOf(admitted)) << 8n)
}

/** Inverse of packAttributes. @throws InvalidInputError for a number that is no packing */
export function unpackAttributes(packed: bigint): Attributes {
  const attributes = { class: Number(packed & 0xffn), admitted: Number(packed >> 8n) }
  if (packed < 0n || packAttributes(attributes) !== packed) {
    throw new InvalidInputError("attributes", packed, "class + 2^8 * day with a class below 16")
  }
  return attributes
}

/** Leaf of the roll: P2(commitment, packed attributes). */
export function memberLeaf(commitment: bigint, attributes: Attributes): bigint {
  return memberLeafHash(commitment, packAttributes(attributes))
}
