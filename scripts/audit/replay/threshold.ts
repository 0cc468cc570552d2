import {
  generatorTimes,
  negated,
  pointSum,
  pointTimes,
  samePoint,
  SUBGROUP_ORDER,
  type Point,
} from "../../../sdk/crypto/baby-jubjub.ts"

/**
 * Whether a sum holds a message: second - sum of weight * part = message * generator, with Lagrange's weights at 0 modulo the group's order.
 *
 * @param second second point of the sum
 * @param parts  partial decryptions by index of the trustee, as many as the threshold
 */
export function holdsMessage(second: Point, parts: ReadonlyMap<number, Point>, message: bigint): boolean {
  const indexes = [...parts.keys()]
  const opened = [...parts].map(([index, part]) => pointTimes(weightAt(index, indexes), part))
  return samePoint(pointSum(second, negated(pointSum(...opened))), generatorTimes(message))
}

/** Product of other / (other - index) over all others. */
function weightAt(index: number, indexes: readonly number[]): bigint {
  let [above, below] = [1n, 1n]
  for (const other of indexes) {
    if (other === index) continue
    above = modulo(above * BigInt(other))
    below = modulo(below * BigInt(other - index))
  }
  return modulo(above * inverse(below))
}

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value]
  for (let exponent = SUBGROUP_ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent % 2n === 1n) result = modulo(result * base)
    base = modulo(base * base)
  }
  return result
}

function modulo(value: bigint): bigint {
  return ((value % SUBGROUP_ORDER) + SUBGROUP_ORDER) % SUBGROUP_ORDER
}
