import { expect } from "chai"
import { bytesOf, fromBytes, fromLimbs, limbsOf, mod, numbers, R } from "./elements.ts"
import { Probe } from "./probe.ts"

const TWO_TO_28 = 2n ** 28n

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let [square, left] = [base, exponent]; left > 0n; left >>= 1n, square = (square * square) % R)
    if (left & 1n) result = (result * square) % R
  return result
}

/** An element of order 2^bits. */
const rootOf = (bits: number): bigint => power(power(5n, (R - 1n) / TWO_TO_28), 1n << BigInt(28 - bits))
const inverse = (value: bigint): bigint => power(value, R - 2n)

/** The value at each power of the root, straight from the definition. */
function evaluated(coefficients: readonly bigint[], points: readonly bigint[]): bigint[] {
  return points.map((point) => coefficients.reduceRight((sum, coefficient) => mod(sum * point + coefficient, R), 0n))
}

function interpolated(values: readonly bigint[], bits: number): bigint[] {
  const [root, length] = [inverse(rootOf(bits)), values.length]
  const powers = values.map((_, index) => power(root, BigInt(index)))
  return evaluated(values, powers).map((value) => mod(value * inverse(BigInt(length)), R))
}

describe("the kernel's transforms", function () {
  this.timeout(60_000)
  let probe: Probe
  const random = numbers(28n)
  const element = (): bigint => mod(random.next().value, R)
  const MONTGOMERY = mod(2n ** 261n, R)
  before(async () => {
    probe = await Probe.start()
  })

  const elements = (values: readonly bigint[]): Uint8Array =>
    new Uint8Array(new Uint32Array(values.flatMap((value) => limbsOf(mod(value * MONTGOMERY, R)))).buffer)
  const valuesAt = (address: number, count: number): bigint[] => {
    const words = new Uint32Array(probe.read(address, 36 * count).buffer)
    const back = inverse(MONTGOMERY)
    return Array.from({ length: count }, (_, index) =>
      mod(fromLimbs(words.subarray(9 * index, 9 * index + 9)) * back, R),
    )
  }
  const reversed = (index: number, bits: number): number =>
    Number.parseInt(index.toString(2).padStart(bits, "0").split("").reverse().join(""), 2)

  for (const bits of [1, 2, 3, 6]) {
    it(`of 2^${bits} elements are what the definition says, there and back`, () => {
      const length = 2 ** bits
      for (const values of [
        Array.from({ length }, element),
        Array<bigint>(length).fill(0n),
        Array<bigint>(length).fill(R - 1n),
      ]) {
        probe.passing(() => {
          const roots = probe.room((36 * length) / 2)
          const [at, root] = [probe.put(elements(values)), probe.put(elements([rootOf(bits)]))]
          probe.exports.fillRootsOf(roots, root, length)
          probe.exports.transform(at, length, roots, 0)
          const coefficients = interpolated(values, bits)
          expect(valuesAt(at, length)).to.deep.equal(
            values.map((_, index) => mod(coefficients[reversed(index, bits)]! * BigInt(length), R)),
          )
          probe.exports.transform(at, length, roots, 1)
          expect(valuesAt(at, length)).to.deep.equal(values.map((value) => mod(value * BigInt(length), R)))
        })
      }
    })
  }

  for (const bits of [0, 1, 3, 5]) {
    it(`quotient over a domain of 2^${bits}: A * B - C at the odd powers`, () => {
      const domain = 2 ** bits
      const signals = 5
      const witness = [1n, R - 1n, 0n, ...Array.from({ length: signals - 3 }, element)]
      // Out of order, several to a row, and rows without any; row 0 has enough for a sum of many.
      const terms = Array.from({ length: 140 }, (_, index) => ({
        matrix: index % 2,
        row: index < 122 ? 0 : Math.min(domain - 1, (index * 3) % domain),
        signal: (index * 7) % signals,
        coefficient: index === 5 ? R - 1n : element(),
      }))
      const matrices = [0, 1].map((matrix) =>
        Array.from({ length: domain }, (_, row) =>
          terms
            .filter((term) => term.matrix === matrix && term.row === row)
            .reduce((sum, { coefficient, signal }) => mod(sum + coefficient * witness[signal]!, R), 0n),
        ),
      )
      const [a, b] = matrices as [bigint[], bigint[]]
      const c = a.map((value, index) => mod(value * b[index]!, R))
      const shift = rootOf(bits + 1)
      const odd = Array.from({ length: domain }, (_, index) => power(shift, 2n * BigInt(index) + 1n))
      const [valuesA, valuesB, valuesC] = [a, b, c].map((values) => evaluated(interpolated(values, bits), odd))
      const expected = odd.map((_, index) => mod(valuesA![index]! * valuesB![index]! - valuesC![index]!, R))

      const found = probe.passing(() => {
        const { exports } = probe
        const section = new Uint8Array(44 * terms.length)
        terms.forEach(({ matrix, row, signal, coefficient }, index) => {
          const view = new DataView(section.buffer, 44 * index)
          for (const [at, value] of [matrix, row, signal].entries()) view.setUint32(4 * at, value, true)
          section.set(bytesOf(mod(coefficient << 512n, R)), 44 * index + 12)
        })
        const from = probe.put(section)
        const starts = probe.put(new Uint8Array(4 * (2 * domain + 1)))
        expect(exports.countTerms(starts, from, terms.length, domain, signals)).to.equal(1)
        exports.startRows(starts, domain)
        const places = probe.put(probe.read(starts, 4 * (2 * domain + 1)))
        const kept = probe.room(exports.termsSize(terms.length))
        exports.placeTerms(kept, places, from, terms.length, domain)
        const tables = probe.room(exports.domainSize(domain))
        const [root, step, perLength] = [rootOf(bits), shift, inverse(BigInt(domain))].map((value) =>
          probe.put(bytesOf(value)),
        ) as [number, number, number]
        exports.prepareDomain(tables, bits, root, step, perLength)
        const values = probe.room(36 * signals)
        exports.unpackScalars(values, probe.put(bytesOf(...witness)), signals)
        const to = probe.room(32 * domain)
        exports.quotient(to, tables, bits, kept, starts, values)
        return fromBytes(probe.read(to, 32 * domain))
      })
      expect(found).to.deep.equal(expected)
    })
  }

  it("coefficients that are not of the circuit are refused", () => {
    const good = { matrix: 1, row: 3, signal: 4, coefficient: R - 1n }
    for (const [bad, taken] of [
      [{}, 1],
      [{ matrix: 2 }, 0],
      [{ row: 4 }, 0],
      [{ row: 2 ** 32 - 1 }, 0],
      [{ signal: 5 }, 0],
      [{ coefficient: R }, 0],
      [{ coefficient: 2n ** 256n - 1n }, 0],
    ] as const) {
      const { matrix, row, signal, coefficient } = { ...good, ...bad }
      const section = new Uint8Array(44)
      new Uint32Array(section.buffer).set([matrix, row, signal])
      section.set(bytesOf(coefficient), 12)
      const answer = probe.passing(() =>
        probe.exports.countTerms(probe.put(new Uint8Array(36)), probe.put(section), 1, 4, 5),
      )
      expect(
        answer,
        JSON.stringify(bad, (_, value: unknown) => String(value)),
      ).to.equal(taken)
    }
  })

  it("scalars are picked, and multiplied, by their indices", () => {
    const scalars = [0n, 1n, R - 1n, element(), element()]
    const indices = [4, 2, 2, 0]
    for (const factor of [0n, 1n, R - 1n, element()]) {
      probe.passing(() => {
        const [from, table] = [
          probe.put(bytesOf(...scalars)),
          probe.put(new Uint8Array(new Uint32Array(indices).buffer)),
        ]
        const to = probe.room(32 * indices.length)
        probe.exports.pickScalars(to, from, table, indices.length)
        expect(fromBytes(probe.read(to, 128))).to.deep.equal(indices.map((index) => scalars[index]))
        probe.exports.pickScalarsTimes(to, from, table, indices.length, probe.put(bytesOf(factor)))
        expect(fromBytes(probe.read(to, 128))).to.deep.equal(indices.map((index) => mod(scalars[index]! * factor, R)))
      })
    }
    for (const [value, taken] of [
      [R - 1n, 1],
      [R, 0],
      [2n ** 256n - 1n, 0],
    ] as const)
      expect(probe.passing(() => probe.exports.areCanonical(probe.put(bytesOf(1n, value)), 2))).to.equal(taken)
  })
})
