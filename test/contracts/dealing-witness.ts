import { poseidon4 } from "poseidon-lite"
import { generatorTimes, IDENTITY, pointTimes, SUBGROUP_ORDER, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { Random } from "./random.ts"

/*
 * Dealings as the circuit `deal` and the contract take them, built straight from the protocol. Of the SDK they take the curve only.
 */

const TAG_SHARE = 2n
const CONTEXT_BITS = 248n
const LIMB = 1n << 126n

/** A trustee with all secrets. */
export interface Person {
  /** From 1. */
  index: number
  decryptionKey: bigint
  encryptionKey: Point
  /** As many as the threshold, lowest first. */
  coefficients: bigint[]
  ephemeral: bigint
  salt: string
}

/** What a trustee deals, as the contract takes it. */
export interface Dealing {
  commitments: Point[]
  ephemeralKey: Point
  encryptedShares: bigint[]
  salt: string
}

/** To whom and for what shares are encrypted. */
export interface Recipients {
  /** Number of trustees of the committee. */
  size: number
  /** Encryption keys by the trustees' indexes, from 1; those who did not commit are missing. */
  keys: ReadonlyMap<number, Point>
  context: bigint
}

/** The same trustee for the same numbers. */
export function trustee(index: number, threshold: number): Person {
  const random = new Random(1000 * threshold + index)
  const decryptionKey = random.element()
  return {
    index,
    decryptionKey,
    encryptionKey: generatorTimes(decryptionKey),
    coefficients: Array.from({ length: threshold }, () => random.element()),
    ephemeral: random.element(),
    salt: `0x${random.element().toString(16).padStart(64, "0")}`,
  }
}

/** The value of a polynomial modulo l. */
export function valueAt(coefficients: readonly bigint[], index: number): bigint {
  return coefficients.reduceRight((value, coefficient) => (value * BigInt(index) + coefficient) % SUBGROUP_ORDER, 0n)
}

export function commitmentsOf(coefficients: readonly bigint[]): Point[] {
  return coefficients.map(generatorTimes)
}

export function maskOf({ keys }: Recipients): bigint {
  return [...keys.keys()].reduce((mask, index) => mask | (1n << BigInt(index - 1)), 0n)
}

/** What this trustee deals to these recipients. */
export function dealingOf({ coefficients, ephemeral, salt }: Person, { size, keys, context }: Recipients): Dealing {
  const encrypted = (index: number): bigint => {
    const key = keys.get(index)
    if (key === undefined) return 0n
    const [x, y] = pointTimes(ephemeral, key)
    const mask = poseidon4([TAG_SHARE, x, y, context + (BigInt(index) << CONTEXT_BITS)])
    return (valueAt(coefficients, index) + mask) % FIELD_ORDER
  }
  return {
    commitments: commitmentsOf(coefficients),
    ephemeralKey: generatorTimes(ephemeral),
    encryptedShares: Array.from({ length: size }, (_, place) => encrypted(place + 1)),
    salt,
  }
}

/** What the trustee with this decryption key reads of a dealing. */
export function openedShare(dealing: Dealing, index: number, decryptionKey: bigint, context: bigint): bigint {
  const [x, y] = pointTimes(decryptionKey, dealing.ephemeralKey)
  const mask = poseidon4([TAG_SHARE, x, y, context + (BigInt(index) << CONTEXT_BITS)])
  return (dealing.encryptedShares[index - 1]! - mask + FIELD_ORDER) % FIELD_ORDER
}

/** Input of the circuit `deal` for at most so many trustees. */
export function dealInput(person: Person, recipients: Recipients, places: number): Record<string, unknown> {
  const coefficient = Array.from({ length: places }, (_, power) => person.coefficients[power] ?? 0n)
  const shares = Array.from({ length: places }, (_, place) => limbs(coefficient, BigInt(place + 1)))
  return {
    coefficient,
    ephemeral: person.ephemeral,
    shareLow: shares.map(({ share }) => share % LIMB),
    shareHigh: shares.map(({ share }) => share / LIMB),
    multiple: shares.map(({ multiple }) => multiple),
    carry: shares.map(({ carry }) => carry),
    recipients: maskOf(recipients),
    context: recipients.context,
    recipientKeys: Array.from({ length: places }, (_, place) => recipients.keys.get(place + 1) ?? IDENTITY),
  }
}

// The polynomial's value over the integers is share + multiple * l; the carry goes from its low limb to the high one.
function limbs(coefficient: readonly bigint[], index: bigint): { share: bigint; multiple: bigint; carry: bigint } {
  const value = coefficient.reduceRight((sum, next) => sum * index + next, 0n)
  const low = coefficient.reduceRight((sum, next) => sum * index + (next % LIMB), 0n)
  const [share, multiple] = [value % SUBGROUP_ORDER, value / SUBGROUP_ORDER]
  const carry = (low - (share % LIMB) - multiple * (SUBGROUP_ORDER % LIMB)) / LIMB
  return { share, multiple, carry: (carry + FIELD_ORDER) % FIELD_ORDER }
}
