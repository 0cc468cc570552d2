import type { Curve } from "snarkjs"
import type { CircuitName } from "../circuits.ts"
import { VERIFICATION_KEYS } from "../generated/release.ts"

/** A verification key in the format of the curve's threads. */
export interface BatchKey {
  /** How many public signals the circuit has. */
  signals: number
  /** alpha, affine. */
  alpha: Uint8Array
  /** The constant point of the public signals and then one point a signal; affine. */
  signalPoints: readonly Uint8Array[]
  /** Prepared for the pairing. */
  beta: Uint8Array
  gamma: Uint8Array
  delta: Uint8Array
}

/** The key of a circuit's proofs, prepared once a batch. */
export function batchKey(curve: Curve, circuit: CircuitName): BatchKey {
  const key = VERIFICATION_KEYS[circuit]
  const prepare = (point: readonly (readonly string[])[]): Uint8Array =>
    curve.prepareG2(curve.G2.toJacobian(curve.G2.fromObject(point.map((pair) => pair.map(BigInt)))))
  return {
    signals: key.nPublic,
    alpha: curve.G1.fromObject(key.vk_alpha_1.map(BigInt)),
    signalPoints: key.IC.map((point) => curve.G1.fromObject(point.map(BigInt))),
    beta: prepare(key.vk_beta_2),
    gamma: prepare(key.vk_gamma_2),
    delta: prepare(key.vk_delta_2),
  }
}
