import { expect } from "chai"
import { Proof } from "../../scripts/assure/determinism/prove.ts"
import { seeded } from "../../scripts/vectors/seeded.ts"
import type { Constraint } from "../../scripts/circuits/r1cs.ts"
import { systemOf, terms, witnessesOf, type Small } from "./synthetic.ts"

const INPUTS = 1
const OTHERS = 3
const WIRES = 1 + INPUTS + OTHERS
/** How many systems of each field are tried. */
const RUNS = 1500

const random = seeded("determinism", 1n << 256n)
const below = (bound: number): number => Number(random() % BigInt(bound))

/** Of a few wires with small coefficients, most of which are those that circuits have. */
function combination(prime: bigint): bigint[] {
  const coefficients = new Array<bigint>(WIRES).fill(0n)
  for (let count = 1 + below(3); count > 0; count--)
    coefficients[below(WIRES)] = [1n, -1n, 2n, random() % prime][below(4)]!
  return coefficients
}

function constraint(prime: bigint): Constraint {
  const nothing = terms([])
  const first = combination(prime)
  switch (below(6)) {
    case 0: // a bit
    case 1: {
      const wire = 1 + INPUTS + below(OTHERS)
      const bit = below(3) === 0 ? first : first.map((_, index) => (index === wire ? 1n : 0n))
      return { a: terms(bit), b: terms(bit.with(0, bit[0]! - 1n)), c: nothing }
    }
    case 2: // a sum
      return { a: nothing, b: nothing, c: terms(first) }
    case 3: // an inverse
      return { a: terms(first), b: terms(combination(prime)), c: terms([1n]) }
    case 4: // a product that is 0
      return { a: terms(first), b: terms(combination(prime)), c: nothing }
    default:
      return { a: terms(first), b: terms(combination(prime)), c: terms(combination(prime)) }
  }
}

/** Wires that the same inputs leave with more than one value. */
function free(small: Small): Set<number> {
  const { inputs: count } = small
  const values = new Map<string, bigint[]>()
  const several = new Set<number>()
  for (const witness of witnessesOf(small)) {
    const inputs = witness.slice(1, 1 + count).join()
    const first = values.get(inputs)
    if (!first) values.set(inputs, witness)
    else witness.forEach((value, wire) => value !== first[wire] && several.add(wire))
  }
  return several
}

describe("determinism: soundness of the rules", () => {
  for (const prime of [5n, 7n, 11n]) {
    it(`derives no signal that has two values, in random systems modulo ${prime}`, function () {
      this.timeout(60_000)
      const wrong: string[] = []
      let derived = 0
      for (let run = 0; run < RUNS; run++) {
        const constraints = Array.from({ length: 2 + below(5) }, () => constraint(prime))
        const small = { prime, inputs: INPUTS, others: OTHERS, constraints }
        const left = new Set(new Proof(systemOf(small), () => false).run())
        derived += OTHERS - left.size
        if (left.size === OTHERS) continue
        const several = free(small)
        for (const wire of several) {
          if (!left.has(wire)) wrong.push(`run ${run}: w${wire}`)
        }
      }
      expect(wrong).to.deep.equal([])
      // Else the test says little.
      expect(derived).to.be.above(RUNS / 4)
    })
  }

  /** Four bits with weights 0 to 3, whose sum and weighted sum are given. */
  function picks(count: readonly bigint[], place: readonly bigint[], inputs: number): Small {
    const bits = [0, 1, 2, 3].map((index) => 1 + inputs + index)
    const row = (weights: readonly bigint[], given: readonly bigint[]): Constraint => {
      const coefficients = new Array<bigint>(1 + inputs + 4).fill(0n)
      given.forEach((value, wire) => (coefficients[wire] = -value))
      weights.forEach((weight, index) => (coefficients[bits[index]!] = weight))
      return { a: terms([]), b: terms([]), c: terms(coefficients) }
    }
    const isBit = (wire: number): Constraint => {
      const bit = new Array<bigint>(1 + inputs + 4).fill(0n).with(wire, 1n)
      return { a: terms(bit), b: terms(bit.with(0, -1n)), c: terms([]) }
    }
    return {
      prime: 7n,
      inputs,
      others: 4,
      constraints: [...bits.map(isBit), row([1n, 1n, 1n, 1n], count), row([0n, 1n, 2n, 3n], place)],
    }
  }

  for (const { title, small, picksOne } of [
    { title: "one of four", small: picks([1n], [0n, 1n], 1), picksOne: true },
    { title: "two of four", small: picks([2n], [0n, 1n], 1), picksOne: false },
    { title: "any number of four", small: picks([0n, 1n], [0n, 0n, 1n], 2), picksOne: false },
  ]) {
    it(`${picksOne ? "settles" : "does not settle"} bits that pick ${title}`, () => {
      const left = new Proof(systemOf(small), () => false).run()
      expect(left.length === 0).to.equal(picksOne)
      expect(free(small).size === 0).to.equal(picksOne)
    })
  }
})
