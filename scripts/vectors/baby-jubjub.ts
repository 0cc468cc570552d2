import { FIELD_ORDER, GENERATOR, SUBGROUP_ORDER } from "./parameters.ts"

/** Affine coordinates on a * x^2 + y^2 = 1 + d * x^2 * y^2. */
export type Point = readonly [x: bigint, y: bigint]

const A = 168700n
const D = 168696n

export const IDENTITY: Point = [0n, 1n]

const mod = (value: bigint): bigint => ((value % FIELD_ORDER) + FIELD_ORDER) % FIELD_ORDER

function inverse(value: bigint): bigint {
  let [remainder, next] = [FIELD_ORDER, mod(value)]
  let [factor, nextFactor] = [0n, 1n]
  while (next !== 0n) {
    const quotient = remainder / next
    ;[remainder, next] = [next, remainder - quotient * next]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return mod(factor)
}

/** The curve's one law of addition, as it stands in the books: slow, and without exceptions. */
export function plus([x1, y1]: Point, [x2, y2]: Point): Point {
  const product = mod(D * mod(x1 * x2) * mod(y1 * y2))
  return [mod((x1 * y2 + y1 * x2) * inverse(1n + product)), mod((y1 * y2 - A * mod(x1 * x2)) * inverse(1n - product))]
}

export function minus([x, y]: Point): Point {
  return [mod(-x), y]
}

/** @param scalar 0 or more; not reduced, so that it serves for points outside the subgroup as well */
export function times(scalar: bigint, point: Point): Point {
  let result = IDENTITY
  for (const bit of scalar.toString(2)) {
    result = plus(result, result)
    if (bit === "1") result = plus(result, point)
  }
  return result
}

export const timesGenerator = (scalar: bigint): Point => times(scalar, GENERATOR)

function isOnCurve([x, y]: Point): boolean {
  return mod(A * x * x + y * y) === mod(1n + D * mod(x * x) * mod(y * y))
}

/** By Tonelli and Shanks; undefined for a value that has none. */
function squareRoot(value: bigint): bigint | undefined {
  // r - 1 = 2^28 * odd; 5 is no square.
  const odd = (FIELD_ORDER - 1n) >> 28n
  let root = power(value, (odd + 1n) / 2n)
  let error = power(value, odd)
  let unity = power(5n, odd)
  for (let order = 27; order > 0; order--) {
    if (power(error, 1n << BigInt(order - 1)) !== 1n) {
      root = mod(root * unity)
      error = mod(error * unity * unity)
    }
    unity = mod(unity * unity)
  }
  return mod(root * root) === mod(value) ? root : undefined
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = mod(result * result)
    if (bit === "1") result = mod(result * base)
  }
  return result
}

/** A point of order 8: l times a point of the whole curve. */
function pointOfOrder8(): Point {
  for (let y = 2n; ; y++) {
    const x = squareRoot(mod((1n - y * y) * inverse(A - D * y * y)))
    if (x === undefined) continue
    const point = times(SUBGROUP_ORDER, [x, y])
    if (times(4n, point)[0] !== 0n || times(4n, point)[1] !== 1n) return point
  }
}

/** Products of the generator, and points that must not be taken for keys. */
export function pointVectors() {
  const scalars = [0n, 1n, 2n, 3n, 2n ** 40n - 1n, 2n ** 250n, SUBGROUP_ORDER - 1n]
  const order8 = pointOfOrder8()
  const order4 = plus(order8, order8)
  const order2 = plus(order4, order4)
  const key = timesGenerator(123456789n)
  const notKeys: [why: string, point: Point][] = [
    ["identity", IDENTITY],
    ["order two", order2],
    ["order four", order4],
    ["order eight", order8],
    ["order of two times the subgroup", plus(key, order2)],
    ["order of four times the subgroup", plus(key, order4)],
    ["order of eight times the subgroup", plus(key, order8)],
    ["off the curve", [key[0], key[1] + 1n]],
    ["coordinates exchanged", [key[1], key[0]]],
    ["both coordinates zero", [0n, 0n]],
    ["x not canonical", [key[0] + FIELD_ORDER, key[1]]],
    ["y not canonical", [key[0], key[1] + FIELD_ORDER]],
    ["identity, not canonical", [FIELD_ORDER, 1n]],
  ]
  return {
    products: scalars.map((scalar) => ({ scalar, point: timesGenerator(scalar) })),
    sums: [
      [timesGenerator(5n), timesGenerator(7n)],
      [key, key],
      [key, minus(key)],
      [key, IDENTITY],
    ].map(([first, second]) => ({ first, second, sum: plus(first as Point, second as Point) })),
    notKeys: notKeys.map(([why, point]) => ({ why, point, onCurve: isOnCurve(point) ? 1 : 0 })),
  }
}
