import { bn254 } from "@noble/curves/bn254.js"
import { expect } from "chai"
import { bytesOf, edges, fromBytes, fromLimbs, limbsOf, mod, numbers, Q, R } from "./elements.ts"
import { OPERATIONS, Probe } from "./probe.ts"

const FIELDS = [
  { name: "Fq", order: Q, reference: bn254.fields.Fp },
  { name: "Fr", order: R, reference: bn254.fields.Fr },
] as const

/** So many random operands an operation gets beside the edges. */
const RANDOM = 300

describe("the kernel's fields", function () {
  this.timeout(60_000)
  let probe: Probe
  before(async () => {
    probe = await Probe.start()
  })

  for (const { name, order, reference } of FIELDS) {
    describe(name, () => {
      const random = numbers(order)
      const MONTGOMERY = mod(2n ** 261n, order)
      const INVERSE = reference.inv(MONTGOMERY)

      /** Limbs of the result of an operation on limbs; operands may be the result's own room. */
      function limbs(operation: keyof typeof OPERATIONS, ...operands: readonly number[][]): number[] {
        return probe.passing(() => {
          const to = probe.room(36)
          const places = operands.map((operand) => probe.put(new Uint8Array(new Uint32Array(operand).buffer)))
          while (places.length < 4) places.push(to)
          probe.exports[`operate${name}`](OPERATIONS[operation], to, ...(places as [number, number, number, number]))
          return [...new Uint32Array(probe.read(to, 36).buffer)]
        })
      }

      function said(operation: keyof typeof OPERATIONS, operand: number[]): boolean {
        return probe.passing(() => {
          const place = probe.put(new Uint8Array(new Uint32Array(operand).buffer))
          return probe.exports[`operate${name}`](OPERATIONS[operation], place, place, place, place, place) !== 0
        })
      }

      function requireTight(result: number[], most = 2n * order): bigint {
        for (const limb of result) expect(limb).to.be.lessThan(2 ** 29)
        const value = fromLimbs(result)
        expect(value < most).to.equal(true)
        return value
      }

      /** Limbs of at most `looseness` times 2^29: at the upper edge, at the lower one, and random. */
      function* loose(looseness: number): Generator<number[]> {
        const most = looseness * 2 ** 29
        yield Array<number>(9).fill(looseness === 1 ? most - 1 : most)
        yield Array<number>(9).fill(0)
        for (const value of edges(order)) yield limbsOf(value)
        for (let round = 0; round < RANDOM; round++) {
          const value = random.next().value
          yield Array.from(
            { length: 9 },
            (_, index) => Number((value >> BigInt(28 * index)) & 0xfffffffn) * 2 * looseness,
          )
        }
      }

      /** Numbers below two orders, as tight limbs. */
      function* tight(): Generator<number[]> {
        for (const value of edges(order)) yield limbsOf(value)
        yield limbsOf(2n * order - 1n)
        for (let round = 0; round < RANDOM; round++) yield limbsOf(mod(random.next().value, 2n * order))
      }

      function* pairs(first: Iterable<number[]>, second: () => Iterator<number[]>): Generator<[number[], number[]]> {
        let others = second()
        for (const one of first) {
          let other = others.next()
          if (other.done === true) {
            others = second()
            other = others.next()
          }
          yield [one, other.value as number[]]
        }
      }

      it("multiplies, however loose the factors may be", () => {
        for (const [one, other] of [
          [3, 2],
          [6, 1],
          [1, 6],
          [2, 3],
        ] as const) {
          for (const [x, y] of pairs(loose(one), () => loose(other))) {
            const result = limbs("product", x, y)
            const expected = mod(fromLimbs(x) * fromLimbs(y) * INVERSE, order)
            expect(mod(fromLimbs(result), order)).to.equal(expected)
            // Where the operands are numbers below 16 orders the result is tight.
            if (fromLimbs(x) < 16n * order && fromLimbs(y) < 4n * order) requireTight(result)
          }
        }
        for (const x of edges(order)) {
          for (const y of edges(order)) {
            expect(mod(requireTight(limbs("product", limbsOf(x), limbsOf(y))), order)).to.equal(
              reference.mul(reference.mul(mod(x, order), mod(y, order)), INVERSE),
            )
          }
        }
      })

      it("squares, and adds two products up before it reduces", () => {
        for (const x of loose(2)) {
          const [value, square] = [fromLimbs(x), fromLimbs(limbs("square", x))]
          expect(mod(square, order)).to.equal(mod(value * value * INVERSE, order))
        }
        for (const [x, y] of pairs(loose(3), () => loose(1))) {
          const sum = fromLimbs(limbs("productSum", x, y, y, x))
          expect(mod(sum, order)).to.equal(mod(2n * fromLimbs(x) * fromLimbs(y) * INVERSE, order))
        }
        for (const [x, y] of pairs(tight(), tight)) {
          const sum = requireTight(limbs("productSum", x, y, y, y))
          expect(mod(sum, order)).to.equal(mod((fromLimbs(x) + fromLimbs(y)) * fromLimbs(y) * INVERSE, order))
        }
      })

      it("adds and subtracts, loose and reduced", () => {
        for (const [x, y] of pairs(tight(), tight)) {
          const [a, b] = [fromLimbs(x), fromLimbs(y)]
          expect(fromLimbs(limbs("sum", x, y))).to.equal(a + b)
          expect(fromLimbs(limbs("difference", x, y))).to.equal(a - b + 4n * order)
          for (const limb of limbs("difference", x, y)) expect(limb).to.be.lessThan(3 * 2 ** 29)
          const slightlyMore = order + (order >> 12n)
          const reduced = (operation: keyof typeof OPERATIONS, ...operands: number[][]): bigint =>
            mod(requireTight(limbs(operation, ...operands), slightlyMore), order)
          expect(reduced("reducedSum", x, y)).to.equal(mod(a + b, order))
          expect(reduced("reducedDifference", x, y)).to.equal(mod(a - b, order))
          expect(reduced("reducedDifferences", x, y, y)).to.equal(mod(a - 2n * b, order))
          expect(reduced("negative", x)).to.equal(mod(-a, order))
          expect(reduced("reduced", limbs("difference", limbs("sum", x, x), y))).to.equal(mod(2n * a - b, order))
        }
        for (let multiple = 0n; multiple < 16n; multiple++) {
          for (const nearby of [-1n, 0n, 1n]) {
            const value = multiple * order + nearby
            if (value < 0n) continue
            expect(mod(requireTight(limbs("reduced", limbsOf(value))), order)).to.equal(mod(value, order))
          }
        }
      })

      it("knows zero in all its forms, blank limbs and canonical numbers", () => {
        for (let multiple = 0n; multiple < 16n; multiple++) {
          expect(said("isZero", limbsOf(multiple * order))).to.equal(true)
          expect(said("isZero", limbsOf(multiple * order + 1n))).to.equal(false)
          // The same lowest limb as zero's, but not zero.
          expect(said("isZero", limbsOf(multiple * order + 2n ** 29n))).to.equal(false)
          const [lowest = 0, next = 0, ...upper] = limbsOf(multiple * order)
          if (next > 0) expect(said("isZero", [lowest + 2 ** 29, next - 1, ...upper])).to.equal(true)
        }
        for (const value of [...edges(order), 2n ** 256n - 1n]) {
          expect(said("isCanonical", limbsOf(value))).to.equal(value < order)
          expect(said("isBlank", limbsOf(value))).to.equal(value === 0n)
        }
      })

      it("goes into Montgomery's form and back, from plain numbers and a zkey's", () => {
        for (const x of tight()) {
          const value = fromLimbs(x)
          expect(mod(fromLimbs(limbs("fromPlain", x)), order)).to.equal(mod(value * MONTGOMERY, order))
          expect(mod(fromLimbs(limbs("fromZkey", x)) * 2n ** 256n, order)).to.equal(mod(value * MONTGOMERY, order))
          expect(mod(fromLimbs(limbs("fromZkeyCoefficient", x)) * 2n ** 512n, order)).to.equal(
            mod(value * MONTGOMERY * MONTGOMERY, order),
          )
          expect(fromLimbs(limbs("plain", limbs("fromPlain", x)))).to.equal(mod(value, order))
          expect(fromLimbs(limbs("canonical", x))).to.equal(mod(value, order))
        }
        expect(fromLimbs(limbs("one"))).to.equal(MONTGOMERY)
      })

      it("inverts, and zero to zero", () => {
        for (const value of [...edges(order), ...Array.from({ length: 20 }, () => mod(random.next().value, order))]) {
          const inverse = mod(requireTight(limbs("inverse", limbsOf(value))), order)
          const element = mod(value * INVERSE, order)
          expect(inverse).to.equal(element === 0n ? 0n : mod(reference.inv(element) * MONTGOMERY, order))
        }
      })
    })
  }

  it("Fq reads and writes 32 bytes as they are, also those of no element", () => {
    const random = numbers(7n)
    for (const value of [...edges(Q), 2n ** 256n - 1n, ...Array.from({ length: 50 }, () => random.next().value)]) {
      probe.passing(() => {
        const [place, to] = [probe.room(36), probe.room(32)]
        probe.exports.unpackFq(place, probe.put(bytesOf(value)))
        expect(fromLimbs(new Uint32Array(probe.read(place, 36).buffer))).to.equal(value)
        probe.exports.packFq(place, to)
        expect(fromBytes(probe.read(to, 32))).to.deep.equal([value])
      })
    }
  })

  it("Fq2 multiplies, squares, adds, subtracts and inverts", () => {
    const random = numbers(11n)
    const { Fp2 } = bn254.fields
    const INVERSE = bn254.fields.Fp.inv(mod(2n ** 261n, Q))
    const plain = ([c0, c1]: readonly bigint[]): { c0: bigint; c1: bigint } => ({
      c0: mod((c0 as bigint) * INVERSE, Q),
      c1: mod((c1 as bigint) * INVERSE, Q),
    })
    const run = (operation: keyof typeof OPERATIONS, ...operands: bigint[][]): bigint[] =>
      probe.passing(() => {
        const to = probe.room(72)
        const places = operands.map((parts) =>
          probe.put(new Uint8Array(new Uint32Array(parts.flatMap(limbsOf)).buffer)),
        )
        while (places.length < 3) places.push(to)
        probe.exports.operateFq2(OPERATIONS[operation], to, ...(places as [number, number, number]))
        const words = new Uint32Array(probe.read(to, 72).buffer)
        return [fromLimbs(words.subarray(0, 9)), fromLimbs(words.subarray(9))]
      })
    const values = [...edges(Q), 2n * Q - 1n, ...Array.from({ length: 30 }, () => mod(random.next().value, 2n * Q))]
    values.forEach((real, index) => {
      const x = [real, values[(index * 7 + 3) % values.length]!]
      const y = [values[(index * 5 + 1) % values.length]!, values[(index * 3 + 2) % values.length]!]
      const [a, b] = [plain(x), plain(y)]
      expect(plain(run("product", x, y))).to.deep.equal(Fp2.mul(a, b))
      expect(plain(run("square", x))).to.deep.equal(Fp2.sqr(a))
      expect(plain(run("sum", x, y))).to.deep.equal(Fp2.add(a, b))
      for (const operation of ["difference", "reducedDifference"] as const)
        expect(plain(run(operation, x, y))).to.deep.equal(Fp2.sub(a, b))
      expect(plain(run("reducedDifferences", x, y, y))).to.deep.equal(Fp2.sub(Fp2.sub(a, b), b))
      expect(plain(run("negative", x))).to.deep.equal(Fp2.neg(a))
      if (!Fp2.is0(a)) expect(plain(run("inverse", x))).to.deep.equal(Fp2.inv(a))
    })
  })
})
