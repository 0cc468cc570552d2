import { expect } from "chai"
import {
  dayOf,
  FileLineError,
  hours,
  InvalidInputError,
  readLaborCsv,
  type LaborCsvOptions,
} from "../../../sdk/index.ts"
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

  it("reads what spreadsheets write where the decimal mark is a comma", () => {
    const text = "member;kind;hours\r\nAna;kitchen;2,75\r\nBo;care;0,1\r\nBo;kitchen;1:15\r\nBo;care;3\r\n"
    const lines = readLaborCsv(text, { ...OPTIONS, delimiter: ";", decimal: "," })
    expect(lines.map(({ amount }) => amount)).to.deep.equal([165, 6, 75, 180])
    const tabs = readLaborCsv("member\tkind\thours\nAna\tkitchen\t2,75\n", { ...OPTIONS, delimiter: "\t" })
    expect(tabs[0]?.amount).to.equal(165)
  })

  it("refuses the other decimal mark where one is declared: 1.234 may be a thousand", async () => {
    const semicolons = { ...OPTIONS, delimiter: ";", decimal: "," } as const
    for (const hours of ["1.234", "1.234,5", "1.5"])
      await refused(() => readLaborCsv(`member;kind;hours\nA;care;${hours}\n`, semicolons), FileLineError, hours)
    await refused(
      () => readLaborCsv('member,kind,hours\nA,care,"1,234"\n', { ...OPTIONS, decimal: "." }),
      FileLineError,
      "1,234",
    )
  })

  it("takes what no column says as the same on every line", async () => {
    const columns = { member: { always: "Ana" }, kind: { always: "care" }, hours: "h", day: { always: "2026-01-31" } }
    expect(readLaborCsv("h\n1\n0.25\n", { ...OPTIONS, columns })).to.deep.equal([
      { line: 2, member: "Ana", kind: 1, amount: 60, day: dayOf("2026-01-31") },
      { line: 3, member: "Ana", kind: 1, amount: 15, day: dayOf("2026-01-31") },
    ])
    await refused(
      () => readLaborCsv("h\n1\n", { ...OPTIONS, columns: { ...columns, kind: { always: "juggling" } } }),
      FileLineError,
      "juggling",
    )
  })

  it("names every bad line at once, in the order of the file, and takes none", async () => {
    const text =
      "member,kind,hours\nA,kitchen,99\nB,juggling,1\nA,kitchen,2\nB,kitchen\n,care,1\nB,care,-1\nA,care,61\n"
    const error = await refused(() => readLaborCsv(text, OPTIONS), FileLineError, "6 lines", "line 2", "juggling", "-1")
    expect(error.line).to.equal(2)
    expect(error.problems.map(({ line }) => line)).to.deep.equal([2, 3, 5, 6, 7, 8])
    expect(error.details["problems"]).to.deep.equal(error.problems)
    for (const { line, problem } of error.problems) expect(error.message).to.include(`line ${line}: ${problem}`)
  })

  it("names the numbers of all lines over the cap, however many, and takes them under a higher cap", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `A,care,${row % 2 === 1 || row > 30 ? 61 : 1}`)
    const text = `member,kind,hours\n${rows.join("\n")}\n`
    const over = rows.flatMap((row, index) => (row.endsWith("61") ? [index + 2] : []))
    const error = await refused(
      () => readLaborCsv(text, OPTIONS),
      FileLineError,
      `${over.length} lines`,
      "line 3: 61:00 hours are over the cap of 60:00",
      "14 more: lines 23, 25, 27, 29, 31, 33-41",
      "set the cap higher",
    )
    expect(error.problems.map(({ line }) => line)).to.deep.equal(over)
    expect(readLaborCsv(text, { ...OPTIONS, cap: hours(61) })).to.have.lengthOf(40)
  })

  it("says which delimiter a file seems to have", () =>
    refused(() => readLaborCsv("member;kind;hours\nA;care;1\n", OPTIONS), FileLineError, "line 1", '";"', "delimiter"))

  it("refuses a column that stands twice, if it is one that counts", async () => {
    await refused(
      () => readLaborCsv("member,kind,hours,hours\nA,care,1,9\n", OPTIONS),
      FileLineError,
      'line 1: there are 2 columns "hours"',
    )
    expect(readLaborCsv("member,kind,hours,note,note\nA,care,1,x,y\n", OPTIONS)).to.have.lengthOf(1)
  })

  it("refuses a cap that no record could hold", async () => {
    for (const cap of [0, -1, 1.5, 2 ** 24, Number.NaN, Infinity])
      await refused(
        () => readLaborCsv("member,kind,hours\n", { ...OPTIONS, cap }),
        InvalidInputError,
        "cap",
        String(cap),
      )
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
