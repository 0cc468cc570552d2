import { babyjubjub } from "@noble/curves/misc.js"
import { InvalidPointError } from "../errors.ts"
import { isFieldElement } from "./field.ts"

/**
 * Baby Jubjub: a * x^2 + y^2 = 1 + d * x^2 * y^2 over the scalar field of BN254, a = 168700, d = 168696 (EIP-2494). Everything here is in the
 * subgroup of order l that circomlib's Base8 generates.
 */

/** A point's affine coordinates, each a canonical field element. */
export type Point = readonly [x: bigint, y: bigint]

/** Order l of the subgroup. */
export const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n

export const IDENTITY: Point = [0n, 1n]

const { Point: Group } = babyjubjub
type GroupPoint = InstanceType<typeof Group>

/** B, circomlib's Base8. */
export const GENERATOR: Point = affine(Group.BASE)

/** scalar * B. Made for secret scalars: the time it takes hardly depends on them. @param scalar any integer; its residue mod l counts */
export function generatorTimes(scalar: bigint): Point {
  return affine(scaled(Group.BASE, scalar))
}

/**
 * scalar * point. Made for secret scalars: the time it takes hardly depends on them.
 *
 * @param scalar any integer; its residue mod l counts
 * @param point  in the subgroup. A point that somebody else gave is looked at before: of a point of small order, the product shows a secret
 *               scalar's lowest bits.
 */
export function pointTimes(scalar: bigint, point: Point): Point {
  return affine(scaled(group(point), scalar))
}

/** The identity for no points. @param points on the curve */
export function pointSum(...points: readonly Point[]): Point {
  return affine(points.reduce((sum, point) => sum.add(group(point)), Group.ZERO))
}

export function negated([x, y]: Point): Point {
  return affine(group([x, y]).negate())
}

export function isIdentity([x, y]: Point): boolean {
  return x === 0n && y === 1n
}

export function samePoint(first: Point, second: Point): boolean {
  return first[0] === second[0] && first[1] === second[1]
}

/**
 * Looks at a key that somebody else gave: canonical coordinates, on the curve, in the subgroup and not its identity. Without this look a key
 * of small order would show a few bits of whatever is encrypted under it, and the identity all of it.
 *
 * @param parameter name for the error
 * @throws InvalidPointError
 */
export function requireKeyPoint(point: Point, parameter: string): void {
  requireSubgroupPoint(point, parameter)
  if (isIdentity(point)) throw new InvalidPointError(parameter, point, "a key, and not the identity")
}

/**
 * Looks at any other point that somebody else gave, as part of a ciphertext: canonical coordinates, on the curve, in the subgroup. Its identity is
 * taken.
 *
 * @param parameter name for the error
 * @throws InvalidPointError
 */
export function requireSubgroupPoint(point: Point, parameter: string): void {
  const wrong = (rule: string): InvalidPointError => new InvalidPointError(parameter, point, rule)
  if (!isCoordinatePair(point)) throw wrong("two coordinates, each a canonical field element")
  if (isIdentity(point)) return
  const found = group(point)
  try {
    found.assertValidity()
  } catch {
    throw wrong("on the curve")
  }
  if (!found.isTorsionFree()) throw wrong("in the subgroup of order l")
}

// What comes from JSON or a chain may be anything, whatever its type says.
function isCoordinatePair(point: unknown): boolean {
  return Array.isArray(point) && point.length === 2 && point.every((x) => typeof x === "bigint" && isFieldElement(x))
}

function group([x, y]: Point): GroupPoint {
  return Group.fromAffine({ x, y })
}

function scaled(point: GroupPoint, scalar: bigint): GroupPoint {
  const reduced = ((scalar % SUBGROUP_ORDER) + SUBGROUP_ORDER) % SUBGROUP_ORDER
  return reduced === 0n || point.is0() ? Group.ZERO : point.multiply(reduced)
}

function affine(point: GroupPoint): Point {
  const { x, y } = point.toAffine()
  return [x, y]
}
