import { generatorTimes, IDENTITY, negated, pointSum, pointTimes, type Point } from "../crypto/baby-jubjub.ts"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { InvalidInputError } from "../errors.ts"

/** Exponential ElGamal: (randomness * B, message * B + randomness * key). Sums of ciphertexts hold sums of messages. */
export interface Ciphertext {
  first: Point
  second: Point
}

/** Holds 0, with no randomness: the sum of no ballots. */
export const ZERO_CIPHERTEXT: Ciphertext = { first: IDENTITY, second: IDENTITY }

/** Coordinates of a ciphertext among public signals: x and y of both points. */
const COORDINATES = 4

/**
 * @param randomness secret, uniform below l and of this ciphertext alone
 * @param key        looked at before: see requireKeyPoint
 */
export function encrypt(message: bigint, randomness: bigint, key: Point): Ciphertext {
  return {
    first: generatorTimes(randomness),
    second: pointSum(generatorTimes(message), pointTimes(randomness, key)),
  }
}

export function addCiphertexts(...ciphertexts: readonly Ciphertext[]): Ciphertext {
  return {
    first: pointSum(...ciphertexts.map(({ first }) => first)),
    second: pointSum(...ciphertexts.map(({ second }) => second)),
  }
}

export function subtractCiphertexts(from: Ciphertext, { first, second }: Ciphertext): Ciphertext {
  return addCiphertexts(from, { first: negated(first), second: negated(second) })
}

/** Four numbers a ciphertext, as public signals and contracts have them: x and y of the first point, then of the second. */
export function flatten(ciphertexts: readonly Ciphertext[]): bigint[] {
  return ciphertexts.flatMap(({ first, second }) => [...first, ...second])
}

/**
 * Inverse of flatten. That the points are on the curve and in its subgroup is for a ballot's proof to say, and not looked at here.
 *
 * @throws InvalidInputError, InvalidFieldElementError
 */
export function unflatten(values: readonly FieldInput[]): Ciphertext[] {
  if (values.length % COORDINATES !== 0)
    throw new InvalidInputError("number of coordinates", values.length, "four for each ciphertext")
  const numbers = values.map((value, index) => fieldElement(value, `ciphertexts[${index}]`))
  return Array.from({ length: numbers.length / COORDINATES }, (_, index) => {
    const [x1, y1, x2, y2] = numbers.slice(COORDINATES * index) as [bigint, bigint, bigint, bigint]
    return { first: [x1, y1], second: [x2, y2] }
  })
}
