import type { Curve, PointGroup } from "snarkjs"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import type { ClaimedProof } from "../../../sdk/proof/batch/invalid-proofs.ts"
import type { Groth16Proof } from "../../../sdk/proof/groth16.ts"

/** Order q of the base field. */
export const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n

/** On the twist (x = 1), but outside the subgroup of order r; its order has all factors of the cofactor. */
export const OUTSIDE_SUBGROUP: Groth16Proof["b"] = [
  ["1", "0"],
  [
    "18278151005453108793778860132295291098363647455926340152056652516292830556603",
    "5912654199736721486680175016176231956195085055698687135131307249486702594212",
  ],
]

/** The twist has r times this many points. */
export const COFACTOR = 2n * BASE_FIELD_ORDER - FIELD_ORDER

/** A point's affine coordinates as a proof has them. */
export function coordinates(group: PointGroup, point: Uint8Array): string[] | string[][] {
  const [x, y] = group.toObject(group.toAffine(point)) as [bigint, bigint] | [bigint[], bigint[]]
  return [x, y].map((value) => (Array.isArray(value) ? value.map(String) : String(value))) as string[] | string[][]
}

export function pointA(curve: Curve, { a }: Groth16Proof): Uint8Array {
  return curve.G1.fromObject(a.map(BigInt))
}

export function pointB(curve: Curve, { b }: Groth16Proof): Uint8Array {
  return curve.G2.fromObject(b.map((pair) => pair.map(BigInt)))
}

/** Another proof of the same that holds, made without proving: (factor a, b / factor, c). */
export function twin(curve: Curve, claim: ClaimedProof, factor: bigint): ClaimedProof {
  const { G1, G2 } = curve
  const { proof } = claim
  return {
    ...claim,
    proof: {
      a: coordinates(G1, G1.timesScalar(pointA(curve, proof), factor)) as Groth16Proof["a"],
      b: coordinates(G2, G2.timesScalar(pointB(curve, proof), inverse(factor))) as Groth16Proof["b"],
      c: proof.c,
    },
  }
}

/** 1 / value modulo r. */
export function inverse(value: bigint): bigint {
  let [rest, divisor, factor, next] = [value, FIELD_ORDER, 1n, 0n]
  while (divisor !== 0n) {
    const quotient = rest / divisor
    ;[rest, divisor] = [divisor, rest - quotient * divisor]
    ;[factor, next] = [next, factor - quotient * next]
  }
  return ((factor % FIELD_ORDER) + FIELD_ORDER) % FIELD_ORDER
}
