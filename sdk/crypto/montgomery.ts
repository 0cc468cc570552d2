import { babyjubjub } from "@noble/curves/misc.js"
import type { Point } from "./baby-jubjub.ts"
import { FIELD_ORDER } from "./field.ts"

/*
 * Baby Jubjub in Montgomery form, v^2 = u^3 + 168698 * u^2 + u: u is the same for a point and its negative, and the sum of two points takes a
 * few multiplications once the one inversion is shared among many. Not for secrets: the time it takes depends on the values.
 */

const A = 168698n
const { Fp } = babyjubjub.Point

/** A point other than the identity, which this form cannot write. */
export interface MontgomeryPoint {
  u: bigint
  v: bigint
}

/** @param point in the subgroup and not its identity */
export function toMontgomery([x, y]: Point): MontgomeryPoint {
  const inverse = Fp.inv(modulo(x * (1n - y)))
  const u = modulo(modulo((1n + y) * x) * inverse)
  return { u, v: modulo(u * modulo((1n - y) * inverse)) }
}

/** Stands for a sum that has no u, and for the difference beside it: the two points are the same or each other's negative. */
export const NO_SUM = -1n

/**
 * Coordinates u of many sums and differences: of point + each of the others, and of point - each of them.
 *
 * @param sums, differences overwritten; NO_SUM in both where the other point is this one or its negative
 */
export function sumsAndDifferences(
  { u, v }: MontgomeryPoint,
  others: readonly MontgomeryPoint[],
  sums: bigint[],
  differences: bigint[],
): void {
  // Montgomery's trick: `sums` holds the products of all distances so far, until their one inverse is there.
  let product = 1n
  for (let index = 0; index < others.length; index++) {
    sums[index] = product
    const distance = u - (others[index] as MontgomeryPoint).u
    if (distance !== 0n) product = (product * distance) % FIELD_ORDER
  }
  let inverse = Fp.inv(modulo(product))
  for (let index = others.length - 1; index >= 0; index--) {
    const other = others[index] as MontgomeryPoint
    const distance = u - other.u
    if (distance === 0n) {
      sums[index] = differences[index] = NO_SUM
      continue
    }
    const own = (inverse * (sums[index] as bigint)) % FIELD_ORDER
    inverse = (inverse * distance) % FIELD_ORDER
    const rest = A + u + other.u
    const slope = ((v - other.v) * own) % FIELD_ORDER
    sums[index] = modulo(slope * slope - rest)
    const otherSlope = ((v + other.v) * own) % FIELD_ORDER
    differences[index] = modulo(otherSlope * otherSlope - rest)
  }
}

function modulo(value: bigint): bigint {
  const rest = value % FIELD_ORDER
  return rest < 0n ? rest + FIELD_ORDER : rest
}
