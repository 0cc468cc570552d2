import type { Curve } from "snarkjs"
import { isCanonicalCoordinate } from "../canonical.ts"
import type { Groth16Proof } from "../groth16.ts"

/** A proof's points, affine, in the format of the curve's threads. */
export interface ProofPoints {
  a: Uint8Array
  b: Uint8Array
  c: Uint8Array
}

/**
 * A proof's points; undefined if a coordinate is not canonical or a point is off its curve. At infinity a and c are taken and b is not, as by snarkjs.
 * Whether b is in its subgroup is not checked here.
 */
export function proofPoints({ G1, G2 }: Curve, { a, b, c }: Groth16Proof): ProofPoints | undefined {
  if (![...a, ...b[0], ...b[1], ...c].every(isCanonicalCoordinate)) return undefined
  const points = {
    a: G1.fromObject(a.map(BigInt)),
    b: G2.fromObject(b.map((pair) => pair.map(BigInt))),
    c: G1.fromObject(c.map(BigInt)),
  }
  const onCurves = G1.isValid(points.a) && G2.isValid(points.b) && G1.isValid(points.c)
  return onCurves && !G2.isZero(points.b) ? points : undefined
}
