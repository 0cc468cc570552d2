import { expect } from "chai"
import { PackedNumbers } from "../../../sdk/kernel/packed-numbers.ts"
import { CommitmentIndex } from "../../../sdk/roll/commitment-index.ts"

describe("the index of commitments", () => {
  it("finds what a Map finds, through additions, removals and changes of size", () => {
    const numbers = new PackedNumbers(2000)
    const index = new CommitmentIndex(numbers)
    const map = new Map<bigint, number>()
    let state = 1
    for (let step = 0; step < 20_000; step++) {
      state = Math.imul(state, 1103515245) + 12345
      const place = (state >>> 8) % 2000
      // From few numbers, so that many are there already.
      const number = BigInt((state >>> 4) % 3000) ** 20n + 1n
      const there = numbers.at(place)
      if (there !== 0n) {
        index.delete(place)
        map.delete(there)
        numbers.set(place, 0n)
      } else if (!map.has(number)) {
        numbers.set(place, number)
        expect(index.add(place)).to.equal(true)
        map.set(number, place)
      }
      expect(index.find(number)).to.equal(map.get(number))
      expect(index.size).to.equal(map.size)
    }
    for (const [number, place] of map) expect(index.find(number)).to.equal(place)
  })

  it("takes a number only once", () => {
    const index = new CommitmentIndex(PackedNumbers.of([5n, 6n, 5n]))
    expect([0, 1, 2].map((place) => index.add(place))).to.deep.equal([true, true, false])
    expect([index.size, index.find(5n)]).to.deep.equal([2, 0])
  })

  it("does not take a number that does not fit for one that does", () => {
    const index = new CommitmentIndex(PackedNumbers.of([5n]))
    index.add(0)
    for (const number of [2n ** 256n + 5n, 5n - 2n ** 256n, -5n]) expect(index.find(number)).to.equal(undefined)
  })

  it("is not slower for numbers that agree in most bits", () => {
    const count = 20_000
    const probes = (number: (index: number) => bigint): number => {
      const numbers = PackedNumbers.of(Array.from({ length: count }, (_, place) => number(place)))
      const compare = numbers.equals.bind(numbers)
      let comparisons = count
      numbers.equals = (...places) => {
        comparisons++
        return compare(...places)
      }
      const index = new CommitmentIndex(numbers)
      for (let place = 0; place < count; place++) index.add(place)
      return comparisons
    }
    const usual = probes((index) => BigInt(index + 1) ** 30n % 2n ** 253n)
    // One after another, and equal but for some bits at either end.
    for (const shift of [0n, 64n, 200n, 238n]) {
      expect(probes((index) => (1n << 253n) + (BigInt(index) << shift)) / usual).to.be.lessThan(1.5)
    }
  })
})
