import type { Curve } from "snarkjs"
import { joined, littleEndian } from "./bytes.ts"
import { inChunks } from "./chunks.ts"
import { G2_AFFINE, G2_COORDINATE, G2_JACOBIAN } from "./point-bytes.ts"
import { at, ThreadTask, type Place } from "./thread-task.ts"

/** The number u that the curve is made from, and its length in bytes. */
const CURVE_PARAMETER = 4965661367192848881n
const PARAMETER_BYTES = 8

/** What brings conjugated coordinates back onto the twist: (9 + i)^((q - 1) / 3) for x, (9 + i)^((q - 1) / 2) for y. */
const TWIST_X = [
  21575463638280843010398324269430826099269044274347216827212613867836435027261n,
  10307601595873709700152284273816112264069230130616436755625194854815875713954n,
]
const TWIST_Y = [
  2821565182194536844548159561693502659359617185244120367078079554186484126554n,
  3505843767911556378687030309984248845540243509899259641013678093033130930403n,
]

/**
 * Which points on the twist are in the subgroup of order r. Each is checked by itself: the cofactor has small factors, so that a random
 * combination of points outside lies inside too often.
 *
 * With F for Frobenius, a point Q is in the subgroup if and only if D = (u + 1) Q + F(u Q) + F^2(u Q) - F^3(2 u Q) is zero: F satisfies
 * F^2 - t F + q = 0, which turns D = 0 into k r Q = 0 with a k that has no factor in common with the order of the twist. It takes a quarter of the time
 * of r Q.
 *
 * @param points affine, on the twist, not at infinity
 */
export async function areInSubgroup(curve: Curve, points: readonly Uint8Array[]): Promise<boolean[]> {
  const distances = await inChunks(points, (chunk) => distancesOf(curve, chunk))
  return distances.map((distance) => curve.G2.isZero(distance))
}

/** D of each point. */
function distancesOf(curve: Curve, points: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const task = new ThreadTask()
  const given = task.holding(joined(points))
  const parameter = task.holding(littleEndian(CURVE_PARAMETER, PARAMETER_BYTES))
  const twist = task.holding(curve.G2.fromObject([TWIST_X, TWIST_Y]))
  const conjugate = task.room(G2_COORDINATE)
  const [multiple, once, twice, thrice, sum, longerSum, doubled, distance] = Array.from({ length: 8 }, () =>
    task.room(G2_JACOBIAN),
  ) as [Place, Place, Place, Place, Place, Place, Place, Place]

  for (const index of points.keys()) {
    const point = at(given, index * G2_AFFINE)
    task.call("g2m_timesScalarAffine", point, at(parameter), PARAMETER_BYTES, at(multiple))
    for (const [from, to] of [
      [multiple, once],
      [once, twice],
      [twice, thrice],
    ] as const)
      frobenius(task, twist, conjugate, from, to)
    task.call("g2m_addMixed", at(multiple), point, at(sum))
    task.call("g2m_add", at(sum), at(once), at(longerSum))
    task.call("g2m_add", at(longerSum), at(twice), at(sum))
    task.call("g2m_double", at(thrice), at(doubled))
    task.call("g2m_sub", at(sum), at(doubled), at(distance))
    task.read(distance)
  }
  return task.run(curve)
}

/** F of a Jacobian point. */
function frobenius(task: ThreadTask, twist: Place, conjugate: Place, from: Place, to: Place): void {
  for (const offset of [0, G2_COORDINATE]) {
    task.call("f2m_conjugate", at(from, offset), at(conjugate))
    task.call("f2m_mul", at(conjugate), at(twist, offset), at(to, offset))
  }
  task.call("f2m_conjugate", at(from, 2 * G2_COORDINATE), at(to, 2 * G2_COORDINATE))
}
