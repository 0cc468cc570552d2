import { expect } from "chai"
import { factorial, integerWeights } from "../../../sdk/ballot/lagrange.ts"
import { InvalidInputError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"
import { subsets } from "./committee-scene.ts"

const MOST = 9

describe("Lagrange weights", () => {
  it("are whole numbers for all sets of trustees of all committees, and give every polynomial's value at 0", () => {
    for (let size = 2; size <= MOST; size++) {
      for (let threshold = 2; threshold <= size; threshold++) {
        for (const indexes of subsets(size, threshold)) {
          const weights = integerWeights(indexes, size)
          // Were a weight rounded, some power would not cancel: the weights are the one solution of these equations.
          for (let power = 0; power < threshold; power++) {
            const sum = indexes.reduce(
              (sum, index, place) => sum + weights[place]! * BigInt(index) ** BigInt(power),
              0n,
            )
            expect(sum, `${indexes.join()} of ${size}, power ${power}`).to.equal(power === 0 ? factorial(size) : 0n)
          }
        }
      }
    }
  })

  it("stay small: a contract applies them in few steps", () => {
    let largest = 0n
    for (let threshold = 2; threshold <= MOST; threshold++)
      for (const indexes of subsets(MOST, threshold))
        for (const weight of integerWeights(indexes, MOST))
          largest = weight > largest ? weight : -weight > largest ? -weight : largest
    expect(largest).to.be.lessThan(2n ** 29n)
  })

  it("are those of a small case by hand, in the order of the indexes", () => {
    // 3! * (2 * 3 / ((2 - 1) * (3 - 1))), and so on.
    expect(integerWeights([1, 2, 3], 3)).to.deep.equal([18n, -18n, 6n])
    expect(integerWeights([3, 1], 3)).to.deep.equal([-3n, 9n])
    expect(factorial(9)).to.equal(362880n)
  })

  it("are refused for an index twice or outside the committee", async () => {
    for (const [indexes, size] of [
      [[1, 1], 3],
      [[0, 1], 3],
      [[1, 4], 3],
      [[1, 1.5], 3],
    ] as const)
      await refused(() => integerWeights(indexes, size), InvalidInputError)
  })
})
