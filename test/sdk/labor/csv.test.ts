import { expect } from "chai"
import { dayOf, FileLineError, hours, readLaborCsv, type LaborCsvOptions } from "../../../sdk/index.ts"
import { KINDS } from "../commune.ts"
import { refused } from "../refused.ts"

const OPTIONS: LaborCsvOptions = { file: "week.csv", kinds: KINDS, cap: hours(60) }

describe("labor from CSV", () => {
  it("reads rows with decimals, h:mm, quotes, a byte order mark and empty lines", () => {
    const text =
      '\ufeffmember,kind,hours\r\n"Ana, the baker",kitchen,2.5\r\n\r\nBo,care,1:15\r\nBo,sick,0\r\nBo,saw,1\r\n'
    expect(readLaborCsv(text, OPTIONS)).to.deep.equal([
      { line: 2, member: "Ana, the baker", kind: 0, amount: 150, day: undefined },
      { line: 4, member: "Bo", kind: 1, amount: 75, day: undefined },
      { line: 6, member: "Bo", kind: 3, amount: 1, day: undefined },
    ])
  })

  it("reads a heading alone as no rows, but checks it", async () => {
    expect(readLaborCsv("member,kind,hours\n", OPTIONS)).to.deep.equal([])
    await refused(() => readLaborCsv("member,kind\n", OPTIONS), FileLineError, "hours", "member, kind")
    await refused(() => readLaborCsv("", OPTIONS), FileLineError, "no columns")
  })

  it("takes declared columns and only the days asked for", () => {
    const columns = { member: "worker", kind: "category", hours: "h", day: "date" }
    const text = "date,worker,category,h,note\n2026-01-31,7,care,1,x\n2026-02-01,7,care,99,y\n"
    const onDays = (day: number) => day < dayOf("2026-02-01")
    expect(readLaborCsv(text, { ...OPTIONS, columns, onDays })).to.deep.equal([
      { line: 2, member: "7", kind: 1, amount: 60, day: dayOf("2026-01-31") },
    ])
  })

  for (const [problem, text, line, ...named] of [
    ["an unknown kind", "member,kind,hours\nA,kitchen,1\nB,juggling,1\n", 3, "juggling", "kitchen"],
    ["hours below zero", "member,kind,hours\nA,kitchen,-1\n", 2, "-1"],
    ["hours over the cap", "member,kind,hours\nA,kitchen,60.02\n", 2, "60:01", "60:00"],
    ["hours that are no number", "member,kind,hours\nA,kitchen,many\n", 2, "many"],
    ["a missing field", "member,kind,hours\nA,kitchen,1\nB,kitchen\n", 3],
    ["a field too many", "member,kind,hours\nA,kitchen,1,2\n", 2],
    ["an open quote", 'member,kind,hours\nA,kitchen,1\n"B,kitchen,1\n', 3],
    ["no name", "member,kind,hours\n,kitchen,1\n", 2, "member"],
    ["a missing column", "member,kind\nA,kitchen\n", 1, "hours"],
    ["a certificate with hours", "member,kind,hours\nA,saw,2\n", 2, "certificate"],
  ] as const) {
    it(`refuses ${problem}, naming line ${line}`, async () => {
      const error = await refused(
        () => readLaborCsv(text, OPTIONS),
        FileLineError,
        "week.csv",
        `line ${line}`,
        ...named,
      )
      expect(error.line).to.equal(line)
    })
  }

  it("refuses a day that is none", () =>
    refused(
      () =>
        readLaborCsv("d,member,kind,hours\n2026-02-30,A,kitchen,1\n", {
          ...OPTIONS,
          columns: { member: "member", kind: "kind", hours: "hours", day: "d" },
        }),
      FileLineError,
      "line 2",
      "2026-02-30",
    ))
})
