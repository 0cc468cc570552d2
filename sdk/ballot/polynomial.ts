import { generatorTimes, IDENTITY, pointSum, pointTimes, SUBGROUP_ORDER, type Point } from "../crypto/baby-jubjub.ts"

/*
 * Polynomials over the integers mod l, by their coefficients, lowest first; and the same in the exponent, where every coefficient is known by its
 * product with B alone (Feldman's commitments).
 */

/** Value of a polynomial at an index, mod l. */
export function valueAt(coefficients: readonly bigint[], index: number): bigint {
  return coefficients.reduceRight((value, coefficient) => (value * BigInt(index) + coefficient) % SUBGROUP_ORDER, 0n)
}

/** Each coefficient times B. */
export function commitTo(coefficients: readonly bigint[]): Point[] {
  return coefficients.map(generatorTimes)
}

/** Value of the committed polynomial at an index, times B. */
export function committedValueAt(commitments: readonly Point[], index: number): Point {
  return commitments.reduceRight<Point>(
    (value, commitment) => pointSum(pointTimes(BigInt(index), value), commitment),
    IDENTITY,
  )
}
