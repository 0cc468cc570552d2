import { expect } from "chai"
import { ORDER } from "../../scripts/assure/determinism/gadgets/curve.ts"
import { generatorMultiple } from "../../scripts/assure/determinism/gadgets/generator-table.ts"
import { Multiples } from "../../scripts/assure/determinism/gadgets/multiples.ts"
import { invert, residue } from "../../scripts/circuits/field.ts"
import { GENERATOR, ORDER as STANDARD_ORDER, opposite, times, type Point } from "../circuits/curve.ts"
import { R } from "../circuits/model.ts"

const montgomery = ([x, y]: Point): Point => {
  const u = residue((1n + y) * invert(1n - y, R), R)
  return [u, residue(u * invert(x, R), R)]
}

describe("determinism: points that are followed", () => {
  it("knows the constants of circomlib's windows as multiples of the generator", () => {
    const start = (first: bigint, last: bigint): bigint => {
      let sum = 2n * 8n ** (last + 1n)
      for (let i = first; i <= last; i++) sum += 8n ** i
      return sum
    }
    const multiples = [
      1n,
      7n,
      8n,
      3n * 8n ** 40n,
      8n ** 83n,
      2n * 8n ** 84n,
      start(0n, 82n),
      start(0n, 13n),
      start(83n, 83n),
    ]
    for (const multiple of multiples) {
      const point = times(multiple)
      // The numbers are kept as they are, beyond l too; where two are one point, either will do.
      for (const [form, coordinates, sign] of [
        ["edwards", point, 1n],
        ["edwards", opposite(point), -1n],
        ["montgomery", montgomery(point), 1n],
      ] as const) {
        const found = generatorMultiple(form, coordinates)
        expect(found, `${multiple} ${form}`).to.not.equal(undefined)
        expect(residue(found! - sign * multiple, ORDER), `${multiple} ${form}`).to.equal(0n)
      }
    }
    expect(generatorMultiple("edwards", times(11n))).to.equal(undefined)
    expect(generatorMultiple("edwards", [GENERATOR[0], GENERATOR[1] + 1n])).to.equal(undefined)
  })

  it("has the standard's order", () => {
    expect(ORDER).to.equal(STANDARD_ORDER)
  })

  it("says of a range whether a multiple of l is in it", () => {
    const range = (least: bigint, most: bigint): Multiples => {
      // So many that they are taken as one range.
      const step = (most - least) / 100n || 1n
      let all = Multiples.of(least).or(Multiples.of(most))
      for (let value = least; value < most; value += step) all = all.or(Multiples.of(value))
      return all
    }
    for (const [least, most, never] of [
      [1n, ORDER - 1n, true],
      [0n, 5n, false],
      [1n, ORDER, false],
      [ORDER, ORDER + 1000n, false],
      [ORDER + 1n, 2n * ORDER - 1n, true],
      [ORDER + 1n, 2n * ORDER, false],
      [-ORDER + 1n, -1n, true],
      [-ORDER, -1n, false],
      [-1n, 1n, false],
    ] as const) {
      expect(range(least, most).isNeverZero(), `${least} to ${most}`).to.equal(never)
    }
    expect(Multiples.any().isNeverZero()).to.equal(false)
  })

  it("adds, doubles and mirrors them", () => {
    const either = Multiples.of(3n).or(Multiples.of(ORDER - 5n))
    expect(either.isNeverZero()).to.equal(true)
    expect(either.plus(Multiples.of(5n)).isNeverZero()).to.equal(false)
    expect(either.plus(Multiples.of(3n).opposite()).isNeverZero()).to.equal(false)
    expect(either.plus(Multiples.of(4n)).isNeverZero()).to.equal(true)
    expect(either.twice().plus(Multiples.of(10n)).isNeverZero()).to.equal(false)
    expect(either.twice().plus(Multiples.of(-6n)).isNeverZero()).to.equal(false)
    expect(either.twice().plus(Multiples.of(5n)).isNeverZero()).to.equal(true)
  })
})
