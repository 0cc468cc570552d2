import { expect } from "chai"
import { A, D, MONTGOMERY_A } from "../../scripts/assure/determinism/gadgets/curve.ts"
import { FULL_ORDER, GENERATOR, isOnCurve, ORDER, ORDER_2, plus, times } from "../circuits/curve.ts"
import { invert, residue } from "../../scripts/circuits/field.ts"
import { R } from "../circuits/model.ts"

/** Euler's criterion: value^((R - 1) / 2). */
function isSquare(value: bigint): boolean {
  let [power, base] = [1n, residue(value, R)]
  for (let exponent = (R - 1n) / 2n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) power = (power * base) % R
    base = (base * base) % R
  }
  return power === 1n
}

describe("determinism: what is said of the curve", () => {
  it("a is a square and d is none, so that the sum in Edwards form is complete", () => {
    expect(isSquare(A)).to.equal(true)
    expect(isSquare(D)).to.equal(false)
  })

  it("the Montgomery form has A and B = 1, and no point whose u is -1", () => {
    expect(residue((A + D) * 2n * invert(A - D, R), R)).to.equal(MONTGOMERY_A)
    expect(residue(4n * invert(A - D, R), R)).to.equal(1n)
    // v^2 = u^3 + A * u^2 + u at u = -1
    expect(residue(-1n + MONTGOMERY_A - 1n, R)).to.equal(D)
  })

  it("the subgroup's order is an odd prime above 2^250, and only points of order 1 and 2 have x = 0", () => {
    // Fermat's test to a few bases; the order itself is the standard's.
    for (const base of [2n, 3n, 5n, 7n]) {
      let [power, square] = [1n, base]
      for (let exponent = ORDER - 1n; exponent > 0n; exponent >>= 1n) {
        if ((exponent & 1n) === 1n) power = (power * square) % ORDER
        square = (square * square) % ORDER
      }
      expect(power).to.equal(1n)
    }
    expect(ORDER > 1n << 250n).to.equal(true)
    // x = 0 leaves y^2 = 1.
    expect(isOnCurve([0n, 1n]) && isOnCurve([0n, R - 1n]) && !isOnCurve([0n, 2n])).to.equal(true)
    expect(plus(ORDER_2, ORDER_2)).to.deep.equal([0n, 1n])
    expect(plus(times(ORDER - 1n, GENERATOR), GENERATOR)).to.deep.equal([0n, 1n])
    expect(isOnCurve(FULL_ORDER)).to.equal(true)
  })
})
