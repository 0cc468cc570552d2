import { expect } from "chai"
import fc from "fast-check"
import { InvalidInputError, Ledger, QuotaNotReachedError, Sheet, type RecordOpening } from "../../../sdk/index.ts"
import type { QuotaTerms } from "../../../sdk/labor/quota.ts"
import { selectRecords, type CircuitChoice, type Selection } from "../../../sdk/proof/select-records.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"

const ana = memberNumber(1).commitment
const DAY = 20_000
const TERMS = { kinds: [0], from: DAY, to: DAY }

interface Books {
  ledger: Ledger
  openings: RecordOpening[]
}

/** A ledger of one sheet in which the member has rows of so many minutes. */
function books(amounts: readonly number[]): Books {
  const sheet = Sheet.of(DAY, [
    { commitment: 7n, amount: 1, kind: 0 },
    ...amounts.map((amount) => ({ commitment: ana, amount, kind: 0 })),
  ])
  return { ledger: Ledger.of([sheet]), openings: sheet.openingsFor(ana) }
}

function select({ ledger, openings }: Books, threshold: number, choice: CircuitChoice = {}): Selection {
  return selectRecords(openings, ana, ledger, { ...TERMS, threshold } satisfies QuotaTerms, choice)
}

describe("selecting records for a quota", () => {
  const twenty = books(new Array<number>(20).fill(60))

  for (const [count, circuit, slots] of [
    [1, "quota-1", 1],
    [2, "quota-4", 4],
    [4, "quota-4", 4],
    [5, "quota-13", 13],
    [13, "quota-13", 13],
  ] as const) {
    it(`takes ${circuit} where ${count} ${count === 1 ? "record is" : "records are"} needed`, () => {
      const selection = select(twenty, 60 * count)
      expect([selection.circuit, selection.slots, selection.records.length]).to.deep.equal([circuit, slots, count])
      // One minute more needs one more record.
      if (count < 13) expect(select(twenty, 60 * count + 1).records).to.have.length(count + 1)
    })
  }

  it("says how far 13 records reach when more would be needed", async () => {
    const error = await refused(
      () => select(twenty, 13 * 60 + 1),
      QuotaNotReachedError,
      "1 minute short",
      "780 of 781",
      "13 of 20 records",
      "one proof counts at most 13",
    )
    expect(error.missingMinutes).to.equal(1)
    expect(error.details).to.include({ missing: 1, reached: 780, counted: 13, atMost: 13, available: 20 })
    expect(error.hint).to.include("fewer and larger")
  })

  it("says what is missing when there is nothing more to count", async () => {
    const error = await refused(() => select(books([50, 30]), 100), QuotaNotReachedError, "80 of 100", "2 of 2 records")
    expect(error.missingMinutes).to.equal(20)
    expect(error.message).to.not.include("at most")
    const none = await refused(() => select(books([]), 100), QuotaNotReachedError, "0 of 0 records")
    expect(none.missingMinutes).to.equal(100)
  })

  it("keeps to the instance that is asked for, up and down", async () => {
    expect(select(twenty, 60, { instance: "quota-13" })).to.include({ circuit: "quota-13", slots: 13 })
    expect(select(twenty, 60, { instance: "quota-13" }).records).to.have.length(1)
    expect(select(twenty, 60, { instance: "quota-4", warm: "quota-1" }).circuit).to.equal("quota-4")
    expect(select(twenty, 240, { instance: "quota-4", warm: "quota-13" }).circuit).to.equal("quota-4")
    const error = await refused(
      () => select(twenty, 300, { instance: "quota-4" }),
      QuotaNotReachedError,
      "240 of 300",
      "at most 4",
    )
    expect(error.missingMinutes).to.equal(60)
    await refused(() => select(twenty, 60, { instance: "quota-5" as never }), InvalidInputError, "quota-5", "quota-13")
    await refused(() => select(twenty, 60, { instance: "membership" as never }), InvalidInputError, "membership")
  })

  it("prefers the warm circuit only where it counts enough", () => {
    expect(select(twenty, 60, { warm: "quota-13" }).circuit).to.equal("quota-13")
    expect(select(twenty, 61, { warm: "quota-1" }).circuit).to.equal("quota-4")
    expect(select(twenty, 60, { warm: "membership" }).circuit).to.equal("quota-1")
    expect(select(twenty, 60, { warm: "sheet-25" }).circuit).to.equal("quota-1")
  })

  it("reaches the threshold with as few records as possible, each once, or says by how much it cannot", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 18 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 3000 }), (minutes, threshold) => {
        const { ledger, openings } = books(minutes)
        // The most that so many records can be.
        const most = (count: number): number =>
          [...minutes].sort((a, b) => b - a).reduce((sum, amount, place) => sum + (place < count ? amount : 0), 0)
        const given = { ledger, openings: [...openings, ...openings] }
        if (most(13) < threshold) {
          let missing = 0
          try {
            select(given, threshold)
          } catch (error) {
            if (error instanceof QuotaNotReachedError) missing = error.missingMinutes
          }
          expect(missing).to.equal(threshold - most(13))
          return
        }
        const { records, slots } = select(given, threshold)
        expect(records.reduce((sum, { amount }) => sum + amount, 0)).to.be.at.least(threshold)
        expect(most(records.length - 1)).to.be.below(threshold)
        expect(new Set(records.map(({ record }) => record)).size).to.equal(records.length)
        expect(slots).to.equal(records.length > 4 ? 13 : records.length > 1 ? 4 : 1)
      }),
      { numRuns: 50 },
    )
  })
})
