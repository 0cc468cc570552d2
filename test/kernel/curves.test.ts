import { expect } from "chai"
import { bytesOf, mod, numbers, Q, R } from "./elements.ts"
import { coordinatesAt, GROUPS, plainBytes, zkeyBytes, type G1, type GroupName } from "./points.ts"
import { Probe } from "./probe.ts"

describe("the kernel's curves", function () {
  this.timeout(60_000)
  let probe: Probe
  before(async () => {
    probe = await Probe.start()
  })

  for (const name of Object.keys(GROUPS) as GroupName[]) {
    describe(name, () => {
      // The groups have the same methods; noble's types tell them apart.
      const group = GROUPS[name] as typeof GROUPS.G1
      const coordinates = (point: G1): bigint[] => group.coordinates(point)
      const random = numbers(BigInt(name.length + group.size))
      const point = (): G1 => group.base.multiply(mod(random.next().value, R - 1n) + 1n)
      const result = (run: (to: number) => void): bigint[] =>
        probe.passing(() => {
          const to = probe.room(group.size)
          run(to)
          return coordinatesAt(name, probe.read(to, group.size))[0]!
        })

      it("adds without an inverse: different points, the same, opposite ones and the one at infinity", () => {
        const [p, q] = [point(), point()]
        const points = [p, q, p.negate(), p.double(), p.add(q), group.base, group.zero]
        for (const one of points) {
          for (const other of points) {
            for (const both of [0, 1]) {
              const sum = result((to) => {
                const [x, y] = [probe.put(plainBytes(name, one)), probe.put(plainBytes(name, other))]
                probe.exports[`addExtended${name}`](to, x, y, both)
              })
              expect(sum).to.deep.equal(coordinates(one.add(other)))
            }
          }
        }
      })

      it("adds in batches: with signs, moves, doublings, opposites and the one at infinity among others", () => {
        const [p, q] = [point(), point()]
        const special = [p, q, p.negate(), p.double(), group.zero]
        const jobs = special.flatMap((one) =>
          special.flatMap((other) => [0, 1, 2, 3, 4, 5].map((sign) => ({ one, other, sign }))),
        )
        // More than one batch, and sums that lie where summands of earlier jobs did.
        while (jobs.length < 2200) {
          const [one, other] = [jobs.length % 7 === 0 ? group.zero : p, jobs.length % 3 === 0 ? p : q]
          jobs.push({ one, other, sign: jobs.length % 4 })
        }
        const sums = probe.passing(() => {
          const points = probe.put(
            Uint8Array.from(jobs.flatMap(({ one, other }) => [...plainBytes(name, one), ...plainBytes(name, other)])),
          )
          const signs = probe.put(Uint8Array.from(jobs, ({ sign }) => sign))
          const to = probe.room(jobs.length * group.size)
          probe.exports[`addPairs${name}`](to, points, signs, jobs.length)
          return coordinatesAt(name, probe.read(to, jobs.length * group.size))
        })
        jobs.forEach(({ one, other, sign }, index) => {
          const first = sign & 1 ? one.negate() : one
          const second = sign & 2 ? other.negate() : other
          expect(sums[index], `job ${index}`).to.deep.equal(coordinates(sign & 4 ? first : first.add(second)))
        })
      })

      it("reads a zkey's points, drops those at infinity, and refuses what is no point", () => {
        const [p, q] = [point(), point()]
        const read = (bytes: Uint8Array): { kept: number; indices: number[] } =>
          probe.passing(() => {
            const count = bytes.length / group.size
            const [to, indices] = [probe.room(2 * bytes.length), probe.room(4 * count)]
            const kept = probe.exports[`read${name}`](to, indices, probe.put(bytes), count, 10)
            return { kept, indices: [...new Uint32Array(probe.read(indices, 4 * Math.max(kept, 0)).buffer)] }
          })
        const bytes = [p, group.zero, q, group.zero, p].flatMap((one) => [...zkeyBytes(name, one)])
        expect(read(Uint8Array.from(bytes))).to.deep.equal({ kept: 3, indices: [10, 12, 14] })

        // A point of another curve, y^2 = x^3 + 64 b, which in G2 has only the real part of b wrong.
        const coordinatesOf = coordinates(p)
        const scaled = coordinatesOf.map((value, index) =>
          mod((value * (index < coordinatesOf.length / 2 ? 4n : 8n)) << 256n, Q),
        )
        expect(read(bytesOf(...scaled)).kept).to.equal(-1)

        const good = zkeyBytes(name, p)
        for (let word = 0; word < good.length / 32; word++) {
          const at = good.slice(32 * word, 32 * word + 32)
          const value = at.reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n)
          // The same coordinate plus the order is the same point, and refused all the same.
          for (const other of [value + Q, value ^ 1n, 0n, Q, 2n ** 256n - 1n]) {
            if (other === value) continue
            const bad = good.slice()
            bad.set(bytesOf(other), 32 * word)
            expect(read(bad).kept, `coordinate ${word}: ${other}`).to.equal(-1)
          }
        }
      })
    })
  }

  it("multiplies a point and adds two, by plain coordinates", () => {
    const group = GROUPS.G1
    const p = group.base.multiply(123456789n)
    for (const scalar of [0n, 1n, 2n, R - 1n, R, 5n ** 100n]) {
      const product = probe.passing(() => {
        const to = probe.room(64)
        probe.exports.multiplyG1(to, probe.put(plainBytes("G1", p)), probe.put(bytesOf(scalar)))
        return coordinatesAt("G1", probe.read(to, 64))[0]
      })
      const expected = scalar % R === 0n ? group.zero : p.multiply(scalar % R)
      expect(product).to.deep.equal(group.coordinates(expected))
    }
    for (const other of [p, p.negate(), group.base, group.zero]) {
      const sum = probe.passing(() => {
        const to = probe.room(64)
        probe.exports.addG1(to, probe.put(plainBytes("G1", p)), probe.put(plainBytes("G1", other)))
        return coordinatesAt("G1", probe.read(to, 64))[0]
      })
      expect(sum).to.deep.equal(group.coordinates(p.add(other)))
    }
  })
})
