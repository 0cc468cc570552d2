import { expect } from "chai"
import fc from "fast-check"
import { commitTo, committedValueAt, valueAt } from "../../../sdk/ballot/polynomial.ts"
import { generatorTimes, IDENTITY, SUBGROUP_ORDER } from "../../../sdk/crypto/baby-jubjub.ts"

describe("polynomials", () => {
  it("have the value that their powers add up to, below l", () => {
    expect(valueAt([5n, 3n, 2n], 0)).to.equal(5n)
    expect(valueAt([5n, 3n, 2n], 4)).to.equal(5n + 12n + 32n)
    expect(valueAt([SUBGROUP_ORDER - 1n, 1n], 1)).to.equal(0n)
    expect(valueAt([], 3)).to.equal(0n)
  })

  it("have the same value in the exponent", () => {
    const coefficient = fc.bigInt({ min: 0n, max: SUBGROUP_ORDER - 1n })
    fc.assert(
      fc.property(
        fc.array(coefficient, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (coefficients, index) => {
          const committed = committedValueAt(commitTo(coefficients), index)
          expect(committed).to.deep.equal(generatorTimes(valueAt(coefficients, index)))
        },
      ),
      { numRuns: 20 },
    )
    expect(committedValueAt([], 3)).to.deep.equal(IDENTITY)
  })
})
