import { invert } from "@noble/curves/abstract/modular.js"
import { negated, pointSum, pointTimes, SUBGROUP_ORDER, type Point } from "../crypto/baby-jubjub.ts"
import { InvalidInputError, TooFewPartsError } from "../errors.ts"
import { discreteLogs } from "./discrete-log.ts"
import type { Ciphertext } from "./encryption.ts"
import { factorial, integerWeights } from "./lagrange.ts"
import { unpackTotals, type Lanes } from "./lanes.ts"
import type { LongWork } from "./pace.ts"

/** A trustee's parts of the decryption of a sum, their proofs checked: with a wrong part the sum may open to other totals that look right. */
export interface TrusteeParts {
  /** Index of the trustee. */
  trustee: number
  /** One a ciphertext: share * first point. */
  parts: readonly Point[]
}

/** A committee as far as opening a sum goes. */
export interface CommitteeSize {
  /** Number of trustees. */
  size: number
  /** How many of them open a sum together. */
  threshold: number
}

/**
 * Takes the trustees' parts off a sum: what is left of each ciphertext is its message times B. As many parts as the threshold are used, the first that
 * are given.
 *
 * @throws TooFewPartsError, InvalidInputError
 */
export function combineParts(
  { size, threshold }: CommitteeSize,
  parts: readonly TrusteeParts[],
  sum: readonly Ciphertext[],
): Point[] {
  if (parts.length < threshold) throw new TooFewPartsError(parts.length, threshold)
  const used = parts.slice(0, threshold)
  const weights = integerWeights(
    used.map(({ trustee }) => trustee),
    size,
  )
  for (const { trustee, parts: own } of used) {
    if (own.length !== sum.length)
      throw new InvalidInputError(`number of trustee ${trustee}'s parts`, own.length, `${sum.length}, one a ciphertext`)
  }
  const inverse = invert(factorial(size), SUBGROUP_ORDER)
  return sum.map(({ second }, place) => {
    const mask = used.map(({ parts: own }, index) =>
      pointTimes((weights[index] as bigint) * inverse, own[place] as Point),
    )
    return pointSum(second, negated(pointSum(...mask)))
  })
}

/**
 * The totals of a poll, one an option. It tells how far it is, and runs in stretches of some 20 ms.
 *
 * @param points what combineParts gave
 * @param most   most that an option can have got: ballots in the sum * largest score
 * @throws MessageNotFoundError where no such totals fit, as when a part was wrong; InvalidInputError; the signal's reason
 */
export async function openTally(
  points: readonly Point[],
  lanes: Lanes,
  most: number,
  work: LongWork = {},
): Promise<number[]> {
  if (points.length !== lanes.ciphertexts)
    throw new InvalidInputError("number of points", points.length, `${lanes.ciphertexts}, one a ciphertext`)
  const range = { lanes: lanes.perCiphertext, width: lanes.width, most }
  return unpackTotals(lanes, await discreteLogs(points, range, work))
}
