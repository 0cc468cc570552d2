import { expect } from "chai"
import { dayOf, InvalidInputError, OpenBooks, type BookedSheet } from "../../../sdk/index.ts"
import { KINDS } from "../commune.ts"
import { refused } from "../refused.ts"

// Groups of these kinds: kitchen, care, excused.
function sheet(day: string, total: number, ...shown: number[]): BookedSheet {
  return { day: dayOf(day), total, groups: Array.from({ length: 8 }, (_, group) => shown[group] ?? 0) }
}

const BOOKS = OpenBooks.of(
  [
    sheet("2026-01-11", 1000, 600, 0, 250),
    sheet("2026-01-04", 500, 500),
    sheet("2026-01-11", 70),
    sheet("2026-02-01", 90, 60, 30),
  ],
  KINDS,
)

describe("open books", () => {
  it("list the periods that have sheets, each once and in order", () => {
    expect(BOOKS.periods).to.deep.equal(["2026-01-04", "2026-01-11", "2026-02-01"].map(dayOf))
    expect(OpenBooks.of([], KINDS).periods).to.deep.equal([])
  })

  it("add up the sheets of a period, and say what is in no group", () => {
    expect(BOOKS.period("2026-01-11")).to.deep.equal({
      sheets: 2,
      total: 1070,
      groups: { kitchen: 600, care: 0, excused: 250 },
      keptBack: 220,
    })
    expect(BOOKS.period("2026-01-12")).to.deep.equal({
      sheets: 0,
      total: 0,
      groups: { kitchen: 0, care: 0, excused: 0 },
      keptBack: 0,
    })
  })

  it("add up several periods, the first and the last day counted", () => {
    const { total, sheets, keptBack } = BOOKS.between("2026-01-04", "2026-01-11")
    expect([total, sheets, keptBack]).to.deep.equal([1570, 3, 220])
    expect(BOOKS.between(dayOf("2026-01-05"), "2026-01-31").total).to.equal(1070)
    expect(BOOKS.between("2026-01-12", "2026-01-31").sheets).to.equal(0)
    expect(BOOKS.between(0, "2026-12-31")).to.deep.equal(BOOKS.all)
    expect(BOOKS.all).to.deep.equal({
      sheets: 4,
      total: 1660,
      groups: { kitchen: 1160, care: 30, excused: 250 },
      keptBack: 220,
    })
  })

  it("refuse what is no day, and days in the wrong order", async () => {
    await refused(() => BOOKS.period("2026-02-30"), InvalidInputError, "2026-02-30")
    await refused(() => BOOKS.between("2026-01-04", "soon"), InvalidInputError, "soon")
    await refused(() => BOOKS.between("2026-02-01", "2026-01-04"), InvalidInputError, "2026-02-01", "2026-01-04")
  })
})
