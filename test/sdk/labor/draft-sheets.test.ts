import { expect } from "chai"
import {
  dateOf,
  dayOf,
  draftSheets,
  FileLineError,
  hours,
  InvalidFieldElementError,
  InvalidInputError,
  Kinds,
  sheetsOfDrafts,
  type DraftOptions,
  type DraftSheet,
  type LaborLine,
} from "../../../sdk/index.ts"
import { splitRows } from "../../../sdk/labor/draft-sheets.ts"
import { KINDS, memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"

const [KITCHEN, CARE, SAW] = [0, 1, 3]
/** Weeks from Monday to Sunday: day 0 was a Thursday. */
const sunday = (day: number): number => day + 6 - ((day + 3) % 7)
const OPTIONS: DraftOptions = { file: "year.csv", kinds: KINDS, cap: hours(60), periodEnd: sunday }

/** Lines of a file from line 2 on. */
function lines(...rows: [member: string, kind: number, amount: number, date?: string][]): LaborLine[] {
  return rows.map(([member, kind, amount, date], index) => ({
    line: index + 2,
    member,
    kind,
    amount,
    day: date === undefined ? undefined : dayOf(date),
  }))
}

/** As in "2026-01-11: Ana 0 150 (2, 5)". */
function shown(drafts: readonly DraftSheet[]): string[] {
  return drafts.flatMap(({ day, rows }) =>
    rows.map((row) => `${dateOf(day)}: ${row.member} ${row.kind} ${row.amount} (${row.lines.join(", ")})`),
  )
}

describe("sheets from lines of a file", () => {
  const WEEKS = lines(
    ["Bo", CARE, 30, "2026-01-12"],
    ["Ana", KITCHEN, 60, "2026-01-05"],
    ["Bo", CARE, 15, "2026-01-18"],
    ["Ana", KITCHEN, 90, "2026-01-11"],
    ["Ana", CARE, 5, "2026-01-11"],
  )

  it("adds up a member's lines of one kind and period; periods in time, rows as their first lines", () => {
    expect(shown(draftSheets(WEEKS, OPTIONS))).to.deep.equal([
      "2026-01-11: Ana 0 150 (3, 5)",
      "2026-01-11: Ana 1 5 (6)",
      "2026-01-18: Bo 1 45 (2, 4)",
    ])
  })

  it("keeps lines apart if so told", () => {
    expect(shown(draftSheets(WEEKS, { ...OPTIONS, apart: true }))).to.deep.equal([
      "2026-01-11: Ana 0 60 (3)",
      "2026-01-11: Ana 0 90 (5)",
      "2026-01-11: Ana 1 5 (6)",
      "2026-01-18: Bo 1 30 (2)",
      "2026-01-18: Bo 1 15 (4)",
    ])
  })

  it("does not take a kind and a name that run together for another kind's row", () => {
    const kinds = Kinds.of(Array.from({ length: 11 }, (_, kind) => ({ name: `kind ${kind}`, group: "work" })))
    const run = lines(["0x", 1, 1], ["x", 10, 2])
    expect(draftSheets(run, { ...OPTIONS, kinds, periodEnd: "2026-01-31" })[0]?.rows).to.have.lengthOf(2)
  })

  it("has one sheet for one stated day, and refuses work after it, naming each line", async () => {
    const stated = { ...OPTIONS, periodEnd: "2026-01-11" }
    expect(shown(draftSheets(lines(["Ana", CARE, 5], ["Ana", CARE, 6, "2026-01-11"]), stated))).to.deep.equal([
      "2026-01-11: Ana 1 11 (2, 3)",
    ])
    const error = await refused(() => draftSheets(WEEKS, stated), FileLineError, "2026-01-12", "2026-01-11")
    expect(error.problems.map(({ line }) => line)).to.deep.equal([2, 4])
  })

  it("counts the same certificate twice in one period as one", () => {
    const twice = lines(["Ana", SAW, 1], ["Ana", SAW, 1])
    expect(shown(draftSheets(twice, { ...OPTIONS, periodEnd: "2026-01-11" }))).to.deep.equal([
      "2026-01-11: Ana 3 1 (2, 3)",
    ])
  })

  it("names every row over the cap by member, period, kind and lines", async () => {
    const much = lines(
      ["Ana", KITCHEN, 3000, "2026-01-05"],
      ["Bo", CARE, 3600, "2026-01-05"],
      ["Ana", KITCHEN, 601, "2026-01-06"],
      ["Cy", CARE, 3601, "2026-01-13"],
    )
    const error = await refused(
      () => draftSheets(much, OPTIONS),
      FileLineError,
      '"Ana" in the period to 2026-01-11, kitchen: 60:01 hours (lines 2, 4) are over the cap of 60:00 for one row',
      '"Cy" in the period to 2026-01-18, care: 60:01 hours (line 5)',
    )
    expect(error.problems.map(({ line }) => line)).to.deep.equal([2, 5])
    expect(draftSheets(much, { ...OPTIONS, cap: 3601 })).to.have.lengthOf(2)
    // Each line alone is under the cap; the row is what a record says.
    expect(draftSheets(much.slice(0, 3), { ...OPTIONS, apart: true })[0]?.rows).to.have.lengthOf(3)
  })

  it("refuses a period that ends before its day, and lines without a day where each has a period of its own", async () => {
    await refused(() => draftSheets(WEEKS, { ...OPTIONS, periodEnd: (day) => day - 1 }), InvalidInputError, "periodEnd")
    await refused(() => draftSheets(WEEKS, { ...OPTIONS, periodEnd: (day) => day + 0.5 }), InvalidInputError, "day")
    await refused(() => draftSheets(lines(["Ana", CARE, 5]), OPTIONS), InvalidInputError, "lines have none")
  })

  it("fills sheets of at most 125 rows, as alike in size as can be, each row once and in order", async () => {
    for (const [count, most, sizes] of [
      [0, 125, []],
      [1, 125, [1]],
      [125, 125, [125]],
      [126, 125, [63, 63]],
      [130, undefined, [65, 65]],
      [251, 125, [83, 84, 84]],
      [45, 25, [22, 23]],
    ] as const) {
      const rows = Array.from({ length: count }, (_, row) => row)
      const parts = splitRows(rows, most)
      expect(parts.map(({ length }) => length)).to.deep.equal(sizes)
      expect(parts.flat()).to.deep.equal(rows)
    }
    for (const most of [0, 126, 1.5]) await refused(() => splitRows([1], most), InvalidInputError, String(most))
    const many = lines(...Array.from({ length: 130 }, (_, row) => [`m${row}`, CARE, 1] as [string, number, number]))
    const drafts = draftSheets(many, { ...OPTIONS, periodEnd: "2026-01-11", sheetRows: 50 })
    expect(drafts.map(({ rows }) => rows.length)).to.deep.equal([43, 43, 44])
  })
})

describe("sheets of drafts", () => {
  const [ana, bo] = [memberNumber(1), memberNumber(2)]
  const DRAFTS = draftSheets(
    lines(["Ana", KITCHEN, 60], ["Bo", CARE, 30], ["Ana", KITCHEN, 15], ["Cy", CARE, 5], ["Cy", CARE, 6]),
    { ...OPTIONS, periodEnd: "2026-01-11" },
  )

  it("hands each member what the file says of it", () => {
    const members = new Map([
      ["Ana", ana.commitment],
      ["Bo", bo.commitment],
      ["Cy", 7n],
    ])
    const [sheet, ...others] = sheetsOfDrafts(DRAFTS, members, "year.csv")
    expect(others).to.deep.equal([])
    expect(sheet?.openingsFor(ana.commitment)).to.have.lengthOf(1)
    expect(sheet?.openingsFor(ana.commitment)[0]).to.include({ kind: KITCHEN, amount: 75, day: dayOf("2026-01-11") })
    expect(sheet?.openingsFor(bo.commitment)[0]).to.include({ kind: CARE, amount: 30 })
    const asked = sheetsOfDrafts(DRAFTS, (name) => members.get(name), "year.csv")
    expect(asked[0]?.rowCount).to.equal(3)
    // Salts are fresh: the same lines twice are two sheets.
    expect(asked[0]?.root).to.not.equal(sheet?.root)
  })

  it("names every line whose member nobody knows", async () => {
    const members = new Map([["Ana", ana.commitment]])
    const error = await refused(
      () => sheetsOfDrafts(DRAFTS, members, "year.csv"),
      FileLineError,
      "year.csv",
      '"Bo"',
      '"Cy"',
    )
    expect(error.problems.map(({ line }) => line)).to.deep.equal([3, 5, 6])
  })

  it("refuses a commitment that is no field element", () =>
    refused(() => sheetsOfDrafts(DRAFTS, () => 2n ** 254n, "year.csv"), InvalidFieldElementError, "commitment"))
})
