import { isCanonicalCoordinate } from "./canonical.ts"
import type { CircuitName } from "./circuits.ts"
import { withCurve } from "./curve-threads.ts"
import { VERIFICATION_KEYS } from "./generated/release.ts"

/** A Groth16 proof: affine points as decimal coordinates; b's are [real, imaginary] pairs. */
export interface Groth16Proof {
  a: [string, string]
  b: [[string, string], [string, string]]
  c: [string, string]
}

/** A proof and its public signals in the circuit's order. */
export interface ProvedSignals {
  proof: Groth16Proof
  signals: bigint[]
}

/**
 * Whether a proof holds for the signals. False, and never an error, for too many or too few signals, and for points that are off the
 * curve, outside the subgroup or written with coordinates that are not canonical.
 *
 * @param signals in the circuit's order; each below r
 */
export async function holds(
  circuit: CircuitName,
  { a, b, c }: Groth16Proof,
  signals: readonly bigint[],
): Promise<boolean> {
  const key = VERIFICATION_KEYS[circuit]
  // snarkjs would take signals that are missing for zeros.
  if (signals.length !== key.nPublic) return false
  if (![...a, ...b[0], ...b[1], ...c].every(isCanonicalCoordinate)) return false
  return withCurve(async (curve) => {
    const { groth16 } = await import("snarkjs")
    const pointB = [b[0], b[1], ["1", "0"]]
    // snarkjs checks that the points are on their curves, but not that b is in the subgroup of order r. The pairing's equation is
    // only an argument for points that are; Ethereum's precompile makes the same check.
    const groupB = curve.G2.fromObject(pointB.map((pair) => pair.map(BigInt)))
    if (!curve.G2.isValid(groupB) || !curve.G2.isZero(curve.G2.timesScalar(groupB, curve.r))) return false
    const proof = { pi_a: [...a, "1"], pi_b: pointB, pi_c: [...c, "1"], protocol: "groth16", curve: "bn128" }
    return groth16.verify(key, signals.map(String), proof)
  })
}
