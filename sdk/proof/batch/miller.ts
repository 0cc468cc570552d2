import type { Curve } from "snarkjs"
import { joined, littleEndian } from "./bytes.ts"
import { inChunks } from "./chunks.ts"
import { COEFFICIENT_BYTES } from "./coefficient.ts"
import { G1_AFFINE, G1_JACOBIAN, G2_AFFINE, G2_JACOBIAN } from "./point-bytes.ts"
import type { ProofPoints } from "./points.ts"
import { at, ThreadTask } from "./thread-task.ts"

/** A proof of a batch and its coefficient. */
export interface WeightedPoints {
  points: ProofPoints
  coefficient: bigint
}

/**
 * The Miller loops of the points (coefficient * a, b), on all of the curve's threads.
 *
 * @param onDone hears of so many more that are done
 */
export async function millerLoops(
  curve: Curve,
  proofs: readonly WeightedPoints[],
  onDone: (count: number) => void,
): Promise<Uint8Array[]> {
  return inChunks(proofs, async (chunk) => {
    const loops = await loopsOf(curve, chunk)
    onDone(chunk.length)
    return loops
  })
}

function loopsOf(curve: Curve, proofs: readonly WeightedPoints[]): Promise<Uint8Array[]> {
  const task = new ThreadTask()
  const a = task.holding(joined(proofs.map(({ points }) => points.a)))
  const b = task.holding(joined(proofs.map(({ points }) => points.b)))
  const coefficients = task.holding(
    joined(proofs.map(({ coefficient }) => littleEndian(coefficient, COEFFICIENT_BYTES))),
  )
  const weighted = task.room(G1_JACOBIAN)
  const jacobian = task.room(G2_JACOBIAN)
  const loop = task.room(curve.Gt.n8)
  const preparedA = task.room(curve.prePSize)
  const preparedB = task.room(curve.preQSize)

  for (const index of proofs.keys()) {
    const coefficient = at(coefficients, index * COEFFICIENT_BYTES)
    task.call("g1m_timesScalarAffine", at(a, index * G1_AFFINE), coefficient, COEFFICIENT_BYTES, at(weighted))
    task.call("bn128_prepareG1", at(weighted), at(preparedA))
    task.call("g2m_toJacobian", at(b, index * G2_AFFINE), at(jacobian))
    task.call("bn128_prepareG2", at(jacobian), at(preparedB))
    task.call("bn128_millerLoop", at(preparedA), at(preparedB), at(loop))
    task.read(loop)
  }
  return task.run(curve)
}
