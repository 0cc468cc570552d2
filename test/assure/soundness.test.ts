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

  /** Rows of coefficients by wire that are 0, over an input, four bits and possibly more. */
  function overBits(inputs: number, further: number, rows: readonly (readonly bigint[])[]): Small {
    const wires = 1 + inputs + 4 + further
    const wide = (row: readonly bigint[]): bigint[] => Array.from({ length: wires }, (_, wire) => row[wire] ?? 0n)
    const isBit = (wire: number): Constraint => {
      const bit = wide([]).with(wire, 1n)
      return { a: terms(bit), b: terms(bit.with(0, -1n)), c: terms([]) }
    }
    return {
      prime: 7n,
      inputs,
      others: 4 + further,
      constraints: [
        ...[0, 1, 2, 3].map((index) => isBit(1 + inputs + index)),
        ...rows.map((row): Constraint => ({ a: terms([]), b: terms([]), c: terms(wide(row)) })),
      ],
    }
  }

  /** Four bits with weights 0 to 3, whose sum and weighted sum are given. */
  function picks(count: readonly bigint[], place: readonly bigint[], inputs: number): Small {
    const given = (values: readonly bigint[]): bigint[] =>
      Array.from({ length: 1 + inputs }, (_, wire) => -(values[wire] ?? 0n))
    return overBits(inputs, 0, [
      [...given(count), 1n, 1n, 1n, 1n],
      [...given(place), 0n, 1n, 2n, 3n],
    ])
  }

  /** The same, of which the sum is given in two parts: a wire that is no bit adds to one what it takes from the other. */
  function picksInParts(first: bigint, second: bigint): Small {
    return overBits(1, 1, [
      [-first, 0n, 1n, 1n, 0n, 0n, 1n],
      [-second, 0n, 0n, 0n, 1n, 1n, -1n],
      [0n, -1n, 0n, 1n, 2n, 3n, 0n],
    ])
  }

  for (const { title, small, picksOne } of [
    { title: "one of four", small: picks([1n], [0n, 1n], 1), picksOne: true },
    { title: "two of four", small: picks([2n], [0n, 1n], 1), picksOne: false },
    { title: "any number of four", small: picks([0n, 1n], [0n, 0n, 1n], 2), picksOne: false },
    { title: "one of four, in two parts that come to 2 and -1", small: picksInParts(2n, -1n), picksOne: true },
    { title: "two of four, in two parts that come to 1 each", small: picksInParts(1n, 1n), picksOne: false },
  ]) {
    it(`${picksOne ? "settles" : "does not settle"} bits that pick ${title}`, () => {
      const left = new Proof(systemOf(small), () => false).run()
      expect(left.length === 0).to.equal(picksOne)
      expect(free(small).size === 0).to.equal(picksOne)
    })
  }
})
