import type { Curve } from "snarkjs"
import { FIELD_ORDER } from "../../crypto/field.ts"
import { joined, littleEndian } from "./bytes.ts"
import { COEFFICIENT_BYTES } from "./coefficient.ts"
import type { BatchKey } from "./key.ts"
import type { WeightedPoints } from "./miller.ts"
import { G1_JACOBIAN } from "./point-bytes.ts"
import { at, ThreadTask } from "./thread-task.ts"

/** Length in bytes of a scalar below r. */
const SCALAR_BYTES = 32

/** A proof whose points are all right, ready to be put into an equation with others. */
export interface Term extends WeightedPoints {
  /** Below r, as many as the circuit has. */
  signals: readonly bigint[]
  /** Of (coefficient * a, b). */
  millerLoop: Uint8Array
}

/**
 * The product over some proofs of one key of (e(a, b) / e(alpha, beta) e(x, gamma) e(c, delta)) ^ coefficient, x being the combination of the
 * key's points that the signals give. One if all of them hold; if one does not, one with a probability of 2^-128 over the coefficients.
 */
export async function errorOf(curve: Curve, key: BatchKey, terms: readonly Term[]): Promise<Uint8Array> {
  const coefficients = terms.map(({ coefficient }) => coefficient)
  const sum = coefficients.reduce((total, coefficient) => total + coefficient, 0n) % FIELD_ORDER
  const signalSums = Array.from(
    { length: key.signals },
    (_, index) =>
      terms.reduce((total, { signals, coefficient }) => total + coefficient * (signals[index] as bigint), 0n) %
      FIELD_ORDER,
  )
  const { alpha, beta, gamma, delta, signalPoints } = key
  const c = terms.map(({ points }) => points.c)
  const loops = await Promise.all([
    negatedLoop(curve, [alpha], [sum], SCALAR_BYTES, beta),
    negatedLoop(curve, signalPoints, [sum, ...signalSums], SCALAR_BYTES, gamma),
    negatedLoop(curve, c, coefficients, COEFFICIENT_BYTES, delta),
  ])
  return finalProduct(curve, [...terms.map(({ millerLoop }) => millerLoop), ...loops])
}

/** The Miller loop of minus the sum of points of the first group, each times its scalar, and a prepared point of the second. */
async function negatedLoop(
  curve: Curve,
  points: readonly Uint8Array[],
  scalars: readonly bigint[],
  scalarBytes: number,
  preparedPoint: Uint8Array,
): Promise<Uint8Array> {
  const task = new ThreadTask()
  const bases = task.holding(joined(points))
  const factors = task.holding(joined(scalars.map((scalar) => littleEndian(scalar, scalarBytes))))
  const second = task.holding(preparedPoint)
  const sum = task.room(G1_JACOBIAN)
  const negated = task.room(G1_JACOBIAN)
  const first = task.room(curve.prePSize)
  const loop = task.room(curve.Gt.n8)
  // For the sum's table of points, which is laid behind the last room without asking for memory.
  task.room((points.length + 1) * G1_JACOBIAN)

  task.call("g1m_multiexpAffine", at(bases), at(factors), scalarBytes, points.length, at(sum))
  task.call("g1m_neg", at(sum), at(negated))
  task.call("bn128_prepareG1", at(negated), at(first))
  task.call("bn128_millerLoop", at(first), at(second), at(loop))
  task.read(loop)
  return (await task.run(curve))[0] as Uint8Array
}

/** The final exponentiation of a product of Miller loops. */
async function finalProduct(curve: Curve, loops: readonly Uint8Array[]): Promise<Uint8Array> {
  const { Gt } = curve
  const task = new ThreadTask()
  const factors = task.holding(joined(loops))
  const product = task.holding(Gt.one)
  const result = task.room(Gt.n8)
  for (const index of loops.keys()) task.call("ftm_mul", at(product), at(factors, index * Gt.n8), at(product))
  task.call("bn128_finalExponentiation", at(product), at(result))
  task.read(result)
  return (await task.run(curve))[0] as Uint8Array
}
