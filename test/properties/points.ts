import fc from "fast-check"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { IDENTITY, ORDER, type Point } from "../circuits/curve.ts"
import { R } from "../circuits/model.ts"
import { below, element, scalar, word } from "./edges.ts"
import { oppositeOf, sumOf, TURNS } from "./formula.ts"

/** Multiples of B that are near the identity, and any. */
export const subgroupPoint: fc.Arbitrary<Point> = fc
  .oneof(fc.constantFrom(0n, 1n, 2n, 3n, ORDER - 1n, ORDER - 2n), scalar)
  .map((factor) => [...generatorTimes(factor)] as Point)

/** The same without the identity. */
export const keyPoint = subgroupPoint.filter(([x]) => x !== IDENTITY[0])

/** A point of the curve, in the subgroup or one of its seven other cosets. */
export const curvePoint: fc.Arbitrary<Point> = fc
  .tuple(subgroupPoint, fc.constantFrom(...TURNS))
  .map(([point, turn]) => sumOf(point, turn))

/** Two points of the curve, which may be the same or opposite. */
export const pointPair: fc.Arbitrary<[Point, Point]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(curvePoint, curvePoint) },
  { weight: 1, arbitrary: curvePoint.map((point): [Point, Point] => [point, point]) },
  { weight: 1, arbitrary: curvePoint.map((point): [Point, Point] => [point, oppositeOf(point)]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(curvePoint, fc.constantFrom(...TURNS))
      .map(([point, turn]): [Point, Point] => [point, sumOf(point, turn)]),
  },
)

/** What somebody may give for a point: of the curve or not, in its one spelling or another. */
export const anyPair: fc.Arbitrary<Point> = fc.oneof(
  { weight: 3, arbitrary: curvePoint },
  { weight: 2, arbitrary: subgroupPoint },
  { weight: 1, arbitrary: fc.tuple(element, element) },
  { weight: 1, arbitrary: fc.tuple(word, word) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(subgroupPoint, below(6n), below(6n))
      .map(([[x, y], more, again]): Point => [spelled(x, more), spelled(y, again)]),
  },
  { weight: 1, arbitrary: subgroupPoint.map(([x, y]): Point => [y, x]) },
  {
    weight: 1,
    arbitrary: fc.tuple(subgroupPoint, fc.constantFrom(-1n, 1n)).map(([[x, y], off]): Point => [x, (y + off + R) % R]),
  },
)

/** Another spelling of a residue in 256 bits, where there is one. */
function spelled(value: bigint, more: bigint): bigint {
  const other = value + more * R
  return other < 2n ** 256n ? other : value
}
