import { invert, residue } from "../../../circuits/field.ts"

/*
 * Baby Jubjub, a * x^2 + y^2 = 1 + d * x^2 * y^2, and its Montgomery form v^2 = u^3 + A * u^2 + u. Written out here, so that the tool does not
 * rest on the code whose circuits it judges.
 */
export const A = 168700n
export const D = 168696n
export const MONTGOMERY_A = 168698n

/** The order of the field that the circuits compute in. */
export const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** Order l of the subgroup, a prime. */
export const ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n

/** Which coordinates a point is given by. */
export type Form = "edwards" | "montgomery"

/** x and y, or u and v. */
export type Point = readonly [bigint, bigint]

/** What generates the subgroup: circomlib's Base8. */
export const GENERATOR: Point = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
]

export function edwardsSum([x1, y1]: Point, [x2, y2]: Point): Point {
  const cross = (D * x1 * x2 * y1 * y2) % FIELD
  return [divide(x1 * y2 + y1 * x2, 1n + cross), divide(y1 * y2 - A * x1 * x2, 1n - cross)]
}

/** @param point none of order 1 or 2 */
export function montgomery([x, y]: Point): Point {
  const u = divide(1n + y, 1n - y)
  return [u, divide(u, x)]
}

function divide(dividend: bigint, divisor: bigint): bigint {
  return residue(dividend * invert(divisor, FIELD), FIELD)
}
