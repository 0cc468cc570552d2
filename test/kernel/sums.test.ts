import { expect } from "chai"
import { bytesOf, mod, numbers, R } from "./elements.ts"
import { coordinatesAt, GROUPS, zkeyBytes, type G1, type GroupName } from "./points.ts"
import { Probe } from "./probe.ts"

describe("the kernel's sums of products", function () {
  this.timeout(60_000)
  let probe: Probe
  before(async () => {
    probe = await Probe.start()
  })

  for (const name of Object.keys(GROUPS) as GroupName[]) {
    const group = GROUPS[name] as typeof GROUPS.G1
    const random = numbers(BigInt(group.size))

    /** The sum, by the kernel; points are given as multiples of the base point. */
    function sum(multiples: readonly bigint[], scalars: readonly bigint[], width?: number): bigint[] {
      return probe.passing(() => {
        const count = multiples.length
        const points = probe.room(count * group.size * 2)
        const bytes = multiples.map((multiple) => zkeyBytes(name, multipleOf(multiple)))
        const from = probe.put(Uint8Array.from(bytes.flatMap((one) => [...one])))
        expect(probe.exports[`read${name}`](points, probe.room(4 * count), from, count, 0)).to.equal(count)
        const to = probe.room(group.size)
        const factors = probe.put(bytesOf(...scalars))
        if (width === undefined) probe.exports[`sum${name}`](to, points, factors, count)
        else probe.exports[`sumInWindows${name}`](to, points, factors, count, width)
        return coordinatesAt(name, probe.read(to, group.size))[0]!
      })
    }

    const known = new Map<bigint, G1>()
    function multipleOf(multiple: bigint): G1 {
      const reduced = mod(multiple, R)
      const point = known.get(reduced) ?? (reduced === 0n ? group.zero : group.base.multiply(reduced))
      known.set(reduced, point)
      return point
    }

    function check(multiples: readonly bigint[], scalars: readonly bigint[], width?: number): void {
      const expected = multiples.reduce((total, multiple, index) => mod(total + multiple * scalars[index]!, R), 0n)
      expect(
        sum(multiples, scalars, width),
        `${multiples.length} points, windows of ${width ?? "any"} bits`,
      ).to.deep.equal(group.coordinates(multipleOf(expected)))
    }

    describe(name, () => {
      it("of any number of points, each width of windows", () => {
        const widths = new Set<number>()
        const multiples = Array.from({ length: 40 }, () => mod(random.next().value, R - 1n) + 1n)
        for (const count of [0, 1, 2, 3, 5, 13, 25, 40, 150, 250, ...(name === "G1" ? [600, 1400, 2600] : [530])]) {
          widths.add(probe.exports.windowWidth(count))
          check(
            Array.from({ length: count }, (_, index) => multiples[index % multiples.length]!),
            Array.from({ length: count }, () => mod(random.next().value, R)),
          )
        }
        expect([...widths]).to.include.members([3, 4, 5, 6, 7, 8])
      })

      for (let width = 2; width <= 15; width++) {
        it(`with scalars at every edge, windows of ${width} bits`, () => {
          const words = [2n ** 64n - 1n, 0n, 1n]
          // What is added to each scalar, so that the sums of their words come out at, below and above 2^64.
          const halves = Array.from({ length: probe.exports.windowCount(width) }, (_, window) => window * width).reduce(
            (total, bit) => total + 2n ** BigInt(bit + width - 1),
            0n,
          )
          const carries = words.flatMap((lowest) =>
            words.map((next) => {
              const part = (word: number, sum: bigint): bigint =>
                BigInt.asUintN(64, sum - (halves >> BigInt(64 * word))) << BigInt(64 * word)
              return part(0, lowest) + part(1, next) + part(2, lowest)
            }),
          )
          // Each window's digit the least, the greatest, and those beside them.
          const half = 2n ** BigInt(width - 1)
          const digits = [half - 1n, half, half + 1n, 2n * half - 1n, 1n].map((digit) =>
            mod(digit * ((2n ** 252n - 1n) / (2n * half - 1n)), R),
          )
          const edges = [0n, 1n, 2n, R - 1n, R - 2n, 2n ** 253n, 2n ** 128n, 2n ** 253n - 1n, R >> 1n, (R >> 1n) + 1n]
          const scalars = [...edges, ...digits, ...carries]
          for (const scalar of scalars) check([7n], [scalar], width)
          const multiples = scalars.map((_, index) => BigInt(index) + 1n)
          check(multiples, scalars, width)
        })
      }

      it("of equal and of opposite points, which meet in the same buckets", () => {
        const scalar = mod(random.next().value, R)
        for (const count of [2, 3, 64, 257]) {
          const same = Array<bigint>(count).fill(5n)
          check(same, Array<bigint>(count).fill(scalar))
          check(
            same.map((multiple, index) => (index % 2 ? R - multiple : multiple)),
            Array<bigint>(count).fill(scalar),
          )
          check(
            same,
            same.map((_, index) => (index % 2 ? R - scalar : scalar)),
          )
        }
      })
    })
  }
})
