import { expect } from "chai"
import type { Curve } from "snarkjs"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { areInSubgroup } from "../../../sdk/proof/batch/subgroup.ts"
import { withCurve } from "../../../sdk/proof/curve-threads.ts"
import { VERIFICATION_KEYS } from "../../../sdk/proof/generated/release.ts"
import { COFACTOR, OUTSIDE_SUBGROUP } from "./batch-proofs.ts"

/** Prime factors of the cofactor, so that points of these orders are on the twist. */
const SMALL_ORDERS = [10_069n, 5_864_401n]

/** A point on the twist with a part in every subgroup, and beta of a key, which is in the one of order r. */
function points({ G2 }: Curve): { outside: Uint8Array; inside: Uint8Array } {
  const beta = VERIFICATION_KEYS.membership.vk_beta_2
  return {
    outside: G2.fromObject(OUTSIDE_SUBGROUP.map((pair) => pair.map(BigInt))),
    inside: G2.fromObject(beta.map((pair) => pair.map(BigInt))),
  }
}

describe("the subgroup check of a batch", () => {
  it("takes points of order r and refuses those of other orders, in each place of a list", () =>
    withCurve(async (curve) => {
      const { G2, r } = curve
      const { outside, inside } = points(curve)
      const affine = (point: Uint8Array) => G2.toAffine(point)
      const cleared = affine(G2.timesScalar(outside, COFACTOR))
      const ofSmallOrder = SMALL_ORDERS.map((order) =>
        affine(G2.timesScalar(outside, (FIELD_ORDER * COFACTOR) / order)),
      )
      const shifted = ofSmallOrder.map((point) => affine(G2.add(G2.toJacobian(inside), point)))
      const multiples = [2n, 3n, r - 1n, 12_345n].map((factor) => affine(G2.timesScalar(inside, factor)))
      const ofCofactorOrder = affine(G2.timesScalar(outside, r))

      const list = [inside, ...ofSmallOrder, cleared, ...shifted, ...multiples, outside, ofCofactorOrder, inside]
      const expected = list.map((point) => G2.isZero(G2.timesScalar(point, r)))
      expect(expected.filter((within) => within).length).to.equal(7)
      expect(await areInSubgroup(curve, list)).to.deep.equal(expected)
    }))

  it("refuses each of two points outside whose sum is inside", () =>
    withCurve(async (curve) => {
      const { G2 } = curve
      const { outside, inside } = points(curve)
      const opposite = G2.toAffine(G2.sub(G2.toJacobian(inside), outside))
      expect(await areInSubgroup(curve, [outside, opposite])).to.deep.equal([false, false])
    }))
})
