import { babyjubjub } from "@noble/curves/misc.js"
import { R } from "./model.ts"

/*
 * Baby Jubjub once more: what the circuits' points are tested against. Nothing of the SDK is in it.
 */

const { Point: Group } = babyjubjub
type GroupPoint = InstanceType<typeof Group>

/** Affine x and y. */
export type Point = [bigint, bigint]

/** Order l of the subgroup. */
export const ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n
/** The scalars that the circuits take: below this. */
export const SCALARS = 1n << 251n

export const GENERATOR: Point = [
  5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  16950150798460657717958625567821834550301663161624707787222815936182638968203n,
]
export const IDENTITY: Point = [0n, 1n]

const group = ([x, y]: Point): GroupPoint => Group.fromAffine({ x, y })
const affine = (point: GroupPoint): Point => {
  const { x, y } = point.toAffine()
  return [x, y]
}

/** @param scalar not negative; beyond l it is reduced, which only points of the subgroup permit */
export const times = (scalar: bigint, point: Point = GENERATOR): Point =>
  affine(group(point).multiplyUnsafe(scalar % ORDER))

export const plus = (...points: Point[]): Point =>
  affine(points.reduce((sum, point) => sum.add(group(point)), Group.ZERO))

/** On this curve the opposite of a point is its mirror image. */
export const opposite = ([x, y]: Point): Point => [(R - x) % R, y]

/** Whether x and y satisfy the equation of the curve. */
export const isOnCurve = ([x, y]: Point): boolean => (168700n * x * x + y * y - 1n - 168696n * x * x * y * y) % R === 0n

/** A point that has the whole curve's order, eight times l: nothing that a circuit makes, but anybody can name it. */
export const FULL_ORDER: Point = [
  995203441582195749578291179787384436505546430278305826713579947235728471134n,
  5472060717959818805561601436314318772137091100104008585924551046643952123905n,
]
/** The point of order 2. */
export const ORDER_2: Point = [0n, R - 1n]

/** Bits of a number, least significant first. */
export const bitsOf = (value: bigint, count: number): bigint[] =>
  Array.from({ length: count }, (_, i) => (value >> BigInt(i)) & 1n)

/** The value as the field has it. */
export const residue = (value: bigint): bigint => ((value % R) + R) % R
