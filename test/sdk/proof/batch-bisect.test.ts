import { expect } from "chai"
import fc from "fast-check"
import type { TargetGroup } from "snarkjs"
import { factorsNotOne } from "../../../sdk/proof/batch/bisect.ts"

/** Positive integers, in decimal digits, in place of the pairing's target group: a product is one only if all factors are. */
const INTEGERS: TargetGroup = {
  n8: 0,
  one: element(1n),
  eq: (left, right) => value(left) === value(right),
  div: (left, right) => element(value(left) / value(right)),
}

function element(number: bigint): Uint8Array {
  return new TextEncoder().encode(String(number))
}

function value(digits: Uint8Array): bigint {
  return BigInt(new TextDecoder().decode(digits))
}

/** The factors other than one as found, and how many products that took. */
async function found(factors: readonly bigint[]): Promise<{ bad: number[]; products: number }> {
  let products = 0
  const bad = await factorsNotOne(INTEGERS, factors.length, async (from, to) => {
    products++
    return element(factors.slice(from, to).reduce((product, factor) => product * factor, 1n))
  })
  return { bad, products }
}

describe("bisection of a batch", () => {
  it("needs one product when all factors are one, and none when there are none", async () => {
    expect(await found(Array<bigint>(100).fill(1n))).to.deep.equal({ bad: [], products: 1 })
    expect(await found([])).to.deep.equal({ bad: [], products: 0 })
  })

  it("names one bad factor among a thousand with eleven products", async () => {
    for (const index of [0, 499, 500, 999]) {
      const factors = Array<bigint>(1000).fill(1n)
      factors[index] = 5n
      const { bad, products } = await found(factors)
      expect(bad).to.deep.equal([index])
      expect(products).to.be.at.most(11)
    }
  })

  it("names all bad factors, with no more products than there are factors", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(1n, 1n, 1n, 2n, 3n), { minLength: 1, maxLength: 40 }),
        async (factors) => {
          const { bad, products } = await found(factors)
          expect(bad).to.deep.equal(factors.flatMap((factor, index) => (factor === 1n ? [] : [index])))
          expect(products).to.be.at.most(factors.length)
        },
      ),
    ))
})
