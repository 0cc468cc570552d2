import { expect } from "chai"
import fc from "fast-check"
import { spelled, split, type Digit } from "../../../sdk/ballot/digits.ts"
import { discreteLog, discreteLogs } from "../../../sdk/ballot/discrete-log.ts"
import { LogTable } from "../../../sdk/ballot/log-table.ts"
import { generatorTimes, negated, pointSum, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { NO_SUM, sumsAndDifferences, toMontgomery } from "../../../sdk/crypto/montgomery.ts"
import { InvalidInputError, InvalidPointError, MessageNotFoundError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

const times = (message: number | bigint): Point => generatorTimes(BigInt(message))
const packed = (width: number, lanes: readonly number[]): number =>
  lanes.reduce((sum, value, lane) => sum + value * 2 ** (width * lane), 0)

describe("discreteLog", () => {
  it("finds every number of small ranges, and none beside them", async () => {
    for (const most of [1, 2, 3, 7, 30]) {
      for (let message = 0; message <= most; message++)
        expect(await discreteLog(times(message), { most })).to.equal(BigInt(message))
      for (const beside of [most + 1, most + 2, -1, -2, -most])
        await refused(() => discreteLog(times(beside), { most }), MessageNotFoundError, `0 to ${most}`)
    }
  })

  it("finds any number of 24 bits", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 24 - 1 }), async (message) => {
        expect(await discreteLog(times(message), { bits: 24 })).to.equal(BigInt(message))
      }),
      { numRuns: 25 },
    ))

  it("finds the last of 40 bits, after having searched them all, in bounded memory", async () => {
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const onProgress = () => (most = Math.max(most, process.memoryUsage().arrayBuffers - before))
    expect(await discreteLog(times(2 ** 40 - 1), { onProgress })).to.equal(2n ** 40n - 1n)
    expect(most).to.be.within(2 ** 20, 40 * 2 ** 20)
  })

  it("ends where there is nothing to be found", async () => {
    for (const nowhere of [2n ** 32n, 2n ** 40n, 2n ** 200n])
      await refused(() => discreteLog(times(nowhere), { bits: 32 }), MessageNotFoundError, "0 to 4294967295")
  })

  it("tells how far it is, upwards to 1, and lets others have the thread meanwhile", async () => {
    const steps: number[] = []
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    try {
      await discreteLog(times(2 ** 34 - 5), { bits: 34, onProgress: (done) => steps.push(done) })
    } finally {
      clearInterval(timer)
    }
    expect(steps.length).to.be.greaterThan(4)
    expect(steps.toSorted((a, b) => a - b)).to.deep.equal(steps)
    expect(steps[0]).to.be.within(0.0001, 0.6)
    expect(steps.at(-1)).to.equal(1)
    expect(turns).to.be.greaterThan(4)
  })

  it("ends with the signal's reason", async () => {
    const reason = new Error("the page was left")
    const abort = new AbortController()
    let progress = 0
    const search = discreteLog(times(2 ** 40 - 1), {
      signal: abort.signal,
      onProgress: (done) => {
        progress = done
        abort.abort(reason)
      },
    })
    expect(await search.catch((error: unknown) => error)).to.equal(reason)
    expect(progress).to.be.lessThan(0.2)
    const ended = await discreteLog(times(1), { most: 2, signal: abort.signal }).catch((error: unknown) => error)
    expect(ended).to.equal(reason)
  })

  it("refuses what is no point, of small order, or no range", async () => {
    await refused(() => discreteLog([1n, 1n]), InvalidPointError, "points[0]")
    await refused(() => discreteLog([0n, FIELD_ORDER - 1n]), InvalidPointError, "subgroup")
    for (const wrong of [{ bits: 41 }, { bits: 0 }, { bits: 1.5 }, { bits: 4, most: 16 }, { most: 0 }, { most: NaN }])
      await refused(() => discreteLog(times(1), wrong), InvalidInputError)
    await refused(() => discreteLogs([times(1)], { lanes: 4, width: 11, most: 1 }), InvalidInputError, "11")
  })
})

describe("discreteLogs", () => {
  it("finds messages of lanes that hold little, in a moment", async () => {
    for (const [lanes, width, most] of [
      [3, 13, 143],
      [4, 10, 143],
      [2, 20, 4095],
    ] as const) {
      const full = new Array<number>(lanes).fill(most)
      const messages = [
        full,
        full.map(() => 0),
        full.map((_, lane) => (lane % 2 === 0 ? most : 0)),
        full.map((_, lane) => lane + 1),
      ]
      const expected = messages.map((values) => packed(width, values))
      const began = performance.now()
      const found = await discreteLogs(expected.map(times), { lanes, width, most })
      expect(found).to.deep.equal(expected.map(BigInt))
      // A search of all 40 bits takes at least ten times as long.
      expect(performance.now() - began).to.be.lessThan(1000)
    }
  })

  it("finds any message of any lanes", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }).chain((lanes) =>
          fc.record({
            lanes: fc.constant(lanes),
            values: fc.array(fc.integer({ min: 0, max: 15 }), { minLength: lanes, maxLength: lanes }),
            width: fc.constantFrom(4, 5, 10),
          }),
        ),
        async ({ lanes, values, width }) => {
          const message = packed(width, values)
          expect(await discreteLogs([times(message)], { lanes, width, most: 15 })).to.deep.equal([BigInt(message)])
        },
      ),
      { numRuns: 40 },
    ))

  it("takes no message of which one lane is above the most that it can hold", async () => {
    const range = { lanes: 3, width: 13, most: 10 }
    for (const values of [
      [11, 0, 0],
      [0, 11, 0],
      [10, 10, 11],
      [0, 0, 8191],
    ])
      await refused(
        () => discreteLogs([times(packed(13, values))], range),
        MessageNotFoundError,
        "3 lanes from 0 to 10",
      )
    await refused(() => discreteLogs([times(5), times(2 ** 39)], range), MessageNotFoundError)
  })
})

describe("digits", () => {
  it("are split without losing a number", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 300 }),
        (reaches, size) => {
          const digits: Digit[] = reaches.map((reach, place) => ({ unit: 100 ** place, reach }))
          const { lower, upper } = split(digits, size)
          const values = (some: readonly Digit[]): number[] =>
            some.reduce(
              (all, { unit, reach }) =>
                all.flatMap((value) => Array.from({ length: 2 * reach + 1 }, (_, n) => value + (n - reach) * unit)),
              [0],
            )
          expect(values(lower).length).to.be.at.most(Math.max(size, 1))
          const together = new Set(values(lower).flatMap((low) => values(upper).map((high) => low + high)))
          for (const value of values(digits)) expect(together.has(value), String(value)).to.equal(true)
        },
      ),
    )
  })

  it("are spelled with their points", () => {
    const all = spelled([
      { unit: 1, reach: 2 },
      { unit: 10, reach: 1 },
    ])
    expect(all.map(({ value }) => value).toSorted((a, b) => a - b)).to.deep.equal([
      -12, -11, -10, -9, -8, -2, -1, 0, 1, 2, 8, 9, 10, 11, 12,
    ])
    for (const { value, point } of all) expect(point).to.deep.equal(times(value))
  })
})

describe("sums in Montgomery form", () => {
  it("are those of the curve, but where there is none", () => {
    const others = [3, 5, 7, 1000].map(times)
    const [sums, differences]: [bigint[], bigint[]] = [[], []]
    sumsAndDifferences(toMontgomery(times(5)), others.map(toMontgomery), sums, differences)
    const u = (point: Point) => toMontgomery(point).u
    const expected = others.map((other) => [
      u(pointSum(times(5), other)),
      other === others[1] ? NO_SUM : u(pointSum(times(5), negated(other))),
    ])
    expected[1] = [NO_SUM, NO_SUM]
    expect(sums.map((sum, place) => [sum, differences[place]])).to.deep.equal(expected)
    for (const point of [times(12), negated(times(12))]) expect(u(point)).to.equal(u(times(12)))
  })
})

describe("the table of logarithms", () => {
  it("gives back what was put in, though all of it meets at one place", () => {
    const table = new LogTable(100)
    for (let value = 1; value <= 100; value++) table.add(BigInt(value) << 32n, value)
    for (let value = 1; value <= 100; value++) expect(table.find(BigInt(value) << 32n)).to.deep.equal([value])
    expect(table.find(101n << 32n)).to.deep.equal([])
    expect(table.find(1n)).to.deep.equal([])
  })

  it("gives all values of coordinates that it cannot tell apart", () => {
    const table = new LogTable(4)
    table.add(7n, 1)
    table.add(7n + (1n << 64n), 2)
    expect(table.find(7n)).to.have.members([1, 2])
  })
})
