import { expect } from "chai"
import {
  InvalidFieldElementError,
  InvalidInputError,
  Ledger,
  RecordNotInLedgerError,
  Sheet,
  type RecordOpening,
} from "../../../sdk/index.ts"
import { openRecord } from "../../../sdk/labor/opening.ts"
import { packRecord } from "../../../sdk/labor/record.ts"
import { memberNumber, smallCommune, smallLedger } from "../commune.ts"
import { refused } from "../refused.ts"

const ANA = memberNumber(1).commitment
const ROW = { commitment: ANA, amount: 90, kind: 2 }

describe("records", () => {
  it("pack amount + 2^24 * day + 2^44 * kind", () => {
    expect(packRecord({ amount: 90, day: 20000, kind: 31 })).to.equal(90n + (20000n << 24n) + (31n << 44n))
  })

  for (const wrong of [
    { amount: -1 },
    { amount: 2 ** 24 },
    { amount: 1.5 },
    { kind: 32 },
    { kind: -1 },
    { day: 2 ** 20 },
    { day: -1 },
  ]) {
    it(`refuse ${JSON.stringify(wrong)}`, () =>
      refused(() => packRecord({ amount: 1, day: 1, kind: 1, ...wrong }), InvalidInputError))
  }
})

describe("sheets", () => {
  it("hand each member the openings of the own rows and of no other", () => {
    const bo = memberNumber(2).commitment
    const sheet = Sheet.of("2026-01-04", [ROW, { ...ROW, commitment: bo, amount: 30 }, { ...ROW, amount: 15, kind: 0 }])
    const openings = sheet.openingsFor(ANA)
    expect(openings.map(({ amount }) => amount)).to.deep.equal([90, 15])
    for (const opening of openings)
      expect(openRecord(JSON.parse(JSON.stringify(opening)), ANA).sheetRoot).to.equal(sheet.root)
    expect(sheet.openingsFor(memberNumber(3).commitment)).to.deep.equal([])
    expect(sheet.rowCount).to.equal(3)
  })

  it("salt every record: two sheets of the same rows have nothing in common", () => {
    const [a, b] = [Sheet.of("2026-01-04", [ROW, ROW]), Sheet.of("2026-01-04", [ROW, ROW])]
    expect(a.root).to.not.equal(b.root)
    const [first, second] = a.openingsFor(ANA).map((opening) => openRecord(opening, ANA).record)
    expect(first).to.not.equal(second)
  })

  for (const [problem, rows, ...named] of [
    ["no rows", []],
    ["126 rows", new Array(126).fill(ROW), "126", "125"],
    ["an amount of 0", [ROW, { ...ROW, amount: 0 }], "rows[1]"],
    ["an amount of 2^24", [{ ...ROW, amount: 2 ** 24 }], String(2 ** 24)],
    ["kind 32", [{ ...ROW, kind: 32 }], "32"],
  ] as const) {
    it(`refuse ${problem}`, () => refused(() => Sheet.of("2026-01-04", rows), InvalidInputError, ...named))
  }

  it("refuse a commitment that is no field element", () =>
    refused(() => Sheet.of("2026-01-04", [{ ...ROW, commitment: -1n }]), InvalidFieldElementError, "rows[0]"))

  it("take 125 rows", () => {
    const sheet = Sheet.of("2026-01-04", new Array(125).fill(ROW))
    expect(openRecord(sheet.openingsFor(ANA)[124] as never, ANA).sheetRoot).to.equal(sheet.root)
  })
})

describe("an opening", () => {
  const opening = Sheet.of("2026-01-04", [ROW]).openingsFor(ANA)[0]
  if (opening === undefined) throw new Error("the sheet has a row of this member")

  const altered: [string, Partial<RecordOpening>, bigint][] = [
    ["of another member", {}, memberNumber(2).commitment],
    ["with another amount", { amount: 91 }, ANA],
    ["with another day", { day: opening.day + 1 }, ANA],
    ["with another kind", { kind: 3 }, ANA],
    ["with another salt", { salt: "5" }, ANA],
    ["with another sheet", { sheetRoot: "5" }, ANA],
    ["with a shorter path", { path: opening.path.slice(1) }, ANA],
    ["with an altered path", { path: [...opening.path.slice(0, 2), ["1", "2", "3", "4", "5"]] }, ANA],
  ]
  for (const [problem, change, commitment] of altered) {
    it(`${problem} is refused`, () =>
      refused(() => openRecord({ ...opening, ...change }, commitment), InvalidInputError))
  }
})

describe("the ledger", () => {
  it("accepts a sheet once, and never root 0", async () => {
    const { sheets, ledger } = smallLedger(smallCommune().members)
    await refused(() => ledger.accept(sheets[1] as Sheet), InvalidInputError, "does not hold yet")
    await refused(() => ledger.accept(0n), InvalidInputError)
    await refused(() => Ledger.of([sheets[0] as Sheet, sheets[0] as Sheet]), InvalidInputError)
    expect(ledger.size).to.equal(3)
  })

  it("is the same sheet by sheet and at once", () => {
    const { sheets, ledger } = smallLedger(smallCommune().members)
    const grown = Ledger.of([])
    for (const sheet of sheets) grown.accept(sheet)
    expect(grown.root).to.equal(ledger.root)
  })

  it("keeps superseded roots for the window, but ends them when a sheet is struck out", async () => {
    const { sheets, ledger } = smallLedger(smallCommune().members)
    const first = ledger.root
    ledger.accept(12345n)
    const second = ledger.root
    expect(await ledger.knowsRoot(first)).to.equal(true)
    const struck = (sheets[1] as Sheet).root
    ledger.strike(struck)
    expect(await ledger.knowsRoot(first)).to.equal(false)
    expect(await ledger.knowsRoot(second)).to.equal(false)
    expect(await ledger.knowsRoot(ledger.root)).to.equal(true)
    await refused(() => ledger.path(struck), RecordNotInLedgerError, struck.toString())
    // A correction may bring the same root back, at a new place.
    ledger.accept(struck)
    expect(ledger.indexOf(struck)).to.equal(4)
  })

  it("puts a corrected sheet where the wrong one was, and ends old roots", async () => {
    const { sheets, ledger } = smallLedger(smallCommune().members)
    const [first, wrong, third] = sheets.map(({ root }) => root) as [bigint, bigint, bigint]
    const superseded = ledger.root
    ledger.accept(12345n)
    const before = ledger.root
    const right = Sheet.of("2026-01-11", [ROW])
    ledger.correct(wrong, right)
    expect(ledger.root).to.equal(Ledger.of([first, right, third, 12345n]).root)
    expect([ledger.indexOf(right.root), ledger.has(wrong), ledger.size]).to.deep.equal([1, false, 4])
    expect(ledger.path(right.root).children[0]).to.deep.equal([first, right.root, third, 12345n, 0n])
    for (const old of [superseded, before]) expect(await ledger.knowsRoot(old)).to.equal(false)
    expect(await ledger.knowsRoot(ledger.root)).to.equal(true)
    // The wrong one can be accepted again, if it was right after all.
    ledger.correct(right.root, wrong)
    expect(ledger.root).to.equal(before)
  })

  it("is unchanged by a correction that it refuses", async () => {
    const { sheets, ledger } = smallLedger(smallCommune().members)
    const [first, wrong] = sheets.map(({ root }) => root) as [bigint, bigint, bigint]
    const superseded = ledger.root
    ledger.accept(12345n)
    const before = ledger.root
    await refused(() => ledger.correct(999n, 5n), RecordNotInLedgerError, "999")
    await refused(() => ledger.correct(wrong, first), InvalidInputError, "does not hold yet")
    await refused(() => ledger.correct(wrong, wrong), InvalidInputError, "does not hold yet")
    await refused(() => ledger.correct(wrong, 0n), InvalidInputError, "not 0")
    expect([ledger.root, ledger.indexOf(first), ledger.indexOf(wrong)]).to.deep.equal([before, 0, 1])
    expect(ledger.has(5n)).to.equal(false)
    expect(await ledger.knowsRoot(superseded)).to.equal(true)
  })

  it("says when it is full, and holds nothing more then", async () => {
    const full = Ledger.of(Array.from({ length: 3125 }, (_, index) => BigInt(index + 1)))
    const before = full.root
    await refused(() => full.accept(4000n), InvalidInputError, "3126", "3125")
    expect([full.has(4000n), full.size, full.root]).to.deep.equal([false, 3125, before])
    full.correct(3125n, 4000n)
    expect(full.indexOf(4000n)).to.equal(3124)
  })
})
