import { expect } from "chai"
import { inspect } from "node:util"
import { InvalidFieldElementError, InvalidInputError, Sheet, type SheetContent } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"

const [ana, bo] = [memberNumber(1).commitment, memberNumber(2).commitment]
const sheet = Sheet.of("2026-01-04", [
  { commitment: ana, amount: 7654, kind: 2 },
  { commitment: bo, amount: 15, kind: 0 },
])

/** Content as who countersigns gets it. */
function sent(change: (content: SheetContent) => void = () => undefined): SheetContent {
  const content = JSON.parse(JSON.stringify(sheet.content())) as SheetContent
  change(content)
  return content
}

describe("a sheet's content", () => {
  it("survives JSON and is the same sheet again: same root, rows and openings", () => {
    const again = Sheet.fromContent(sent())
    expect(again.root).to.equal(sheet.root)
    expect(again.content()).to.deep.equal(sheet.content())
    expect(again.openingsFor(ana)).to.deep.equal(sheet.openingsFor(ana))
  })

  for (const [what, change] of [
    ["an amount", ({ rows }) => (rows[0]!.amount = 7653)],
    ["a kind", ({ rows }) => (rows[0]!.kind = 1)],
    ["a commitment", ({ rows }) => (rows[1]!.commitment = "5")],
    ["a salt", ({ rows }) => (rows[1]!.salt = "5")],
    ["the day", (content) => (content.day += 1)],
    ["the order", ({ rows }) => rows.reverse()],
    ["the number of rows", ({ rows }) => rows.pop()],
  ] as [string, (content: SheetContent) => void][]) {
    it(`with ${what} changed is another sheet`, () =>
      expect(Sheet.fromContent(sent(change)).root).to.not.equal(sheet.root))
  }

  for (const [what, change, ...named] of [
    ["an amount of 0", ({ rows }) => (rows[1]!.amount = 0), "rows[1]"],
    ["an amount in letters", ({ rows }) => ((rows[1] as { amount: unknown }).amount = "15")],
    ["kind 32", ({ rows }) => (rows[1]!.kind = 32), "32"],
    ["no rows", ({ rows }) => (rows.length = 0), "0"],
    ["126 rows", (content) => (content.rows = new Array<SheetContent["rows"][0]>(126).fill(content.rows[0]!)), "126"],
    ["no day", (content) => delete (content as Partial<SheetContent>).day],
    ["a row of nothing", ({ rows }) => ((rows as unknown[])[1] = null)],
    ["something else for rows", (content) => ((content as { rows: unknown }).rows = "7654")],
  ] as [string, (content: SheetContent) => void, ...string[]][]) {
    it(`with ${what} is refused`, () => refused(() => Sheet.fromContent(sent(change)), InvalidInputError, ...named))
  }

  it("with a salt or commitment that is no field element is refused, by row", async () => {
    const withSalt = sent(({ rows }) => (rows[1]!.salt = "-1"))
    await refused(() => Sheet.fromContent(withSalt), InvalidFieldElementError, "rows[1].salt")
    const withCommitment = sent(({ rows }) => (rows[1]!.commitment = "Bo"))
    await refused(() => Sheet.fromContent(withCommitment), InvalidFieldElementError, "rows[1].commitment")
  })

  it("is asked for and never shown by accident: nothing of the rows is in JSON, in a log or in a copy", () => {
    const { rows } = sheet.content()
    const secrets = rows.flatMap(({ commitment, salt }) => [commitment, salt])
    secrets.push(...secrets.map((value) => BigInt(value).toString(16)), "7654")
    const shown = [
      JSON.stringify(sheet),
      JSON.stringify({ sheet, list: [sheet] }),
      inspect(sheet, { depth: 10, showHidden: true, getters: true }),
      JSON.stringify(Object.fromEntries(Object.entries(sheet))),
    ]
    for (const text of shown) for (const secret of secrets) expect(text).to.not.include(secret)
  })
})
