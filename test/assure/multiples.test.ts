import { expect } from "chai"
import { bitsOf, GENERATOR, ORDER, times, type Point } from "../circuits/curve.ts"
import { fixture } from "../circuits/circuits.ts"
import type { Circuit, Witness } from "../circuits/harness/circuit.ts"
import { invert, residue } from "../../scripts/circuits/field.ts"
import { R } from "../circuits/model.ts"
import { seeded } from "../../scripts/vectors/seeded.ts"

const random = seeded("multiples", 1n << 251n)

/** u and v of a point other than those of order 1 and 2. */
function montgomery([x, y]: Point): Point {
  const u = residue((1n + y) * invert(1n - y, R), R)
  return [u, residue(u * invert(x, R), R)]
}

const pointAt = (circuit: Circuit, witness: Witness, signal: string): Point => [
  circuit.value(witness, `${signal}[0]`),
  circuit.value(witness, `${signal}[1]`),
]

/**
 * Two multiples of one point of order l, of which bits pick one: the first from `least` to `most`. They are never the same point if
 * neither difference, nor any between, is a multiple of l.
 */
interface Sum {
  first: { least: bigint; most: bigint }
  second: { least: bigint; most: bigint }
}

function neverSame({ first, second }: Sum): boolean {
  const [least, most] = [first.least - second.most, first.most - second.least]
  const [low, high] = least > 0n ? [least, most] : [-most, -least]
  return low > 0n && high < ORDER
}

/** Of windows of 3 bits: window i adds 1 to 8 times 8^i * base to 2 * 8^windows * base and what was added before. */
function windowSums(windows: number): Sum[] {
  const below = (i: number): bigint => (8n ** BigInt(i) - 1n) / 7n
  const start = 2n * 8n ** BigInt(windows)
  return Array.from({ length: windows }, (_, i) => ({
    first: { least: start + below(i), most: start + 8n * below(i) },
    second: { least: 8n ** BigInt(i), most: 8n ** BigInt(i + 1) },
  }))
}

/** Of a segment of circomlib's product with any base: step i adds 2^(i + 1) times the base to 1 and some of 2, 4, … 2^i times it. */
function segmentSums(bits: number): Sum[] {
  return Array.from({ length: bits - 1 }, (_, i) => ({
    first: { least: 2n ** BigInt(i + 1), most: 2n ** BigInt(i + 1) },
    second: { least: 1n, most: 2n ** BigInt(i + 1) - 1n },
  }))
}

describe("determinism: sums whose points are never the same", () => {
  it("of the generator: in its windows of 251 and of 40 bits", () => {
    // A second segment begins at bit 249; a factor of 8^83 for both points changes nothing, since l is a prime.
    for (const windows of [83, 1, 14]) {
      for (const sum of windowSums(windows)) expect(neverSame(sum), `${windows} windows`).to.equal(true)
    }
  })

  it("of any base of order l: in segments of 148 and of 103 bits", () => {
    for (const bits of [148, 103]) for (const sum of segmentSums(bits)) expect(neverSame(sum)).to.equal(true)
  })

  it("would be said to meet if windows or segments were a little longer", () => {
    expect(windowSums(84).every(neverSame)).to.equal(false)
    expect(segmentSums(252).every(neverSame)).to.equal(false)
  })

  it("are the sums that the generator's circuit makes", async () => {
    const circuit = await fixture("generator-times-251")
    for (const scalar of [0n, 2n ** 251n - 1n, random()]) {
      const bits = bitsOf(scalar, 251)
      const witness = await circuit.calculate({ bits })
      const digit = (i: number): bigint => 1n + bits[3 * i]! + 2n * bits[3 * i + 1]! + 4n * (bits[3 * i + 2] ?? 0n)
      let sum = 2n * 8n ** 83n
      for (let i = 0; i < 83; i++) {
        const adder = `main.EscalarMulFix.segments[0].adders[${i}]`
        const added = digit(i) * 8n ** BigInt(i)
        if ([0, 1, 40, 81, 82].includes(i)) {
          expect(pointAt(circuit, witness, `${adder}.in1`)).to.deep.equal(montgomery(times(sum)))
          expect(pointAt(circuit, witness, `${adder}.in2`)).to.deep.equal(montgomery(times(added)))
        }
        sum += added
      }
      const last = "main.EscalarMulFix.segments[1].adders[0]"
      expect(pointAt(circuit, witness, `${last}.in1`)).to.deep.equal(montgomery(times(2n * 8n ** 84n)))
      expect(pointAt(circuit, witness, `${last}.in2`)).to.deep.equal(montgomery(times(digit(83) * 8n ** 83n)))
    }
  })

  it("are the sums that the circuit for any base makes", async () => {
    const circuit = await fixture("point-times")
    const base = times(random(), GENERATOR)
    for (const scalar of [0n, 2n ** 251n - 1n, random()]) {
      const bits = bitsOf(scalar, 251)
      const witness = await circuit.calculate({ bits, base })
      for (const [segment, from, to] of [
        [0, 0, 148],
        [1, 148, 251],
      ] as const) {
        const own = times(2n ** BigInt(from), base)
        let sum = 1n
        for (let i = 0; i < to - from - 1; i++) {
          const adder = `main.EscalarMulAny.segments[${segment}].bits[${i}].adder`
          if ([0, 1, 50, 101, 146].includes(i)) {
            expect(pointAt(circuit, witness, `${adder}.in1`)).to.deep.equal(montgomery(times(2n ** BigInt(i + 1), own)))
            expect(pointAt(circuit, witness, `${adder}.in2`)).to.deep.equal(montgomery(times(sum, own)))
          }
          sum += bits[from + i + 1]! * 2n ** BigInt(i + 1)
        }
      }
    }
  })
})
