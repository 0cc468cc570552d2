import { invert, residue } from "../../scripts/circuits/field.ts"
import { GENERATOR, IDENTITY, ORDER, type Point } from "../circuits/curve.ts"
import { R } from "../circuits/model.ts"

/*
 * Baby Jubjub by the formula of its definition, with a division for each coordinate: slow, and beside noble's code, on which the package and the
 * circuits' model rest.
 */

const A = 168700n
const D = 168696n

/** Whether a pair of canonical numbers satisfies the equation. */
export function onCurve([x, y]: Point): boolean {
  const [xx, yy] = [x * x, y * y]
  return residue(A * xx + yy - 1n - D * xx * yy, R) === 0n
}

/** The sum of two points of the curve. */
export function sumOf([x1, y1]: Point, [x2, y2]: Point): Point {
  const product = residue(D * x1 * x2 * y1 * y2, R)
  return [
    residue((x1 * y2 + y1 * x2) * invert(1n + product, R), R),
    residue((y1 * y2 - A * x1 * x2) * invert(1n - product, R), R),
  ]
}

/** A multiple of any point of the curve. @param factor not negative, and not reduced */
export function multipleOf(factor: bigint, point: Point): Point {
  let product = IDENTITY
  for (const bit of factor.toString(2)) {
    product = sumOf(product, product)
    if (bit === "1") product = sumOf(product, point)
  }
  return product
}

export function oppositeOf([x, y]: Point): Point {
  return [residue(-x, R), y]
}

/** Whether l times a point is the identity. */
export function inSubgroup(point: Point): boolean {
  const [x, y] = multipleOf(ORDER, point)
  return x === IDENTITY[0] && y === IDENTITY[1]
}

/** A point of order 8: its multiples are the points of small order. */
export const EIGHTH_TURN: Point = multipleOf(ORDER, [
  995203441582195749578291179787384436505546430278305826713579947235728471134n,
  5472060717959818805561601436314318772137091100104008585924551046643952123905n,
])

/** The points of small order, from the identity on. */
export const TURNS: readonly Point[] = Array.from({ length: 8 }, (_, eighths) =>
  multipleOf(BigInt(eighths), EIGHTH_TURN),
)

/** Powers of two times B, for quick multiples of it. */
const POWERS: Point[] = [GENERATOR]
while (POWERS.length < 252) POWERS.push(sumOf(POWERS.at(-1)!, POWERS.at(-1)!))

/** scalar * B for a scalar below 2^252. */
export function generatorMultiple(scalar: bigint): Point {
  return POWERS.reduce((sum, power, bit) => ((scalar >> BigInt(bit)) & 1n ? sumOf(sum, power) : sum), IDENTITY)
}
