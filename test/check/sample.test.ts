import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { parse } from "csv-parse/sync"
import { sampleFiles } from "../../scripts/sample/files.ts"
import { ROOT } from "../../scripts/paths.ts"
import { hours } from "../../sdk/labor/hours.ts"
import { Kinds, type Kind } from "../../sdk/labor/kinds.ts"
import { readLaborCsv, type LaborLine } from "../../sdk/labor/csv.ts"

interface Commune {
  classes: string[]
  kinds: Kind[]
  cap: string
}

interface Proposal {
  options: string[]
  policy: { classes: string[]; admittedBy: string }
  quotas: [{ kinds: string[]; from: string; to: string; atLeast: string }]
}

const WEEKS = Array.from({ length: 13 }, (_, index) => `2026-W${String(index + 1).padStart(2, "0")}`)
const QUOTA = 20 * 60

describe("the sample commune", () => {
  let commune: Commune
  let proposal: Proposal
  let kinds: Kinds
  let members: Record<string, string>[]
  let ballots: Map<string, string>
  let sheets: LaborLine[][]

  before(async () => {
    commune = JSON.parse(await sample("commune.json")) as Commune
    proposal = JSON.parse(await sample("proposal.json")) as Proposal
    kinds = Kinds.of(commune.kinds)
    members = await table("members.csv")
    ballots = new Map((await table("ballots.csv")).map((row) => [row["member"]!, row["option"]!]))
    sheets = await Promise.all(
      WEEKS.map(async (week) => {
        const file = `sheets/${week}.csv`
        return readLaborCsv(await sample(file), { file, kinds, cap: hours(commune.cap) })
      }),
    )
  })

  it("is what its generator writes, every time", async () => {
    const first = await sampleFiles()
    expect(first).to.deep.equal(await sampleFiles())
    expect(first.size).to.equal(WEEKS.length + 5)
    for (const [name, content] of first) expect(await sample(name), name).to.equal(content)
  })

  it("has about 40 members, in every class, admitted over many years", () => {
    expect(members).to.have.length(41)
    expect(new Set(members.map((row) => row["name"])).size).to.equal(41)
    expect(new Set(members.map((row) => row["class"]))).to.deep.equal(new Set(commune.classes))
    const years = members.map((row) => Number(row["admitted"]!.slice(0, 4)))
    expect(Math.max(...years) - Math.min(...years)).to.be.greaterThan(20)
    for (const name of ballots.keys()) expect(members.some((row) => row["name"] === name)).to.be.true
    for (const option of ballots.values()) expect(proposal.options).to.include(option)
  })

  it("has 13 sheets of 15 to 45 rows, at most one a week for each member and kind", () => {
    for (const [index, lines] of sheets.entries()) {
      expect(lines.length, WEEKS[index]).to.be.within(15, 45)
      const pairs = lines.map(({ member, kind }) => `${member} ${kind}`)
      expect(new Set(pairs).size, WEEKS[index]).to.equal(lines.length)
      for (const { member, amount } of lines) {
        expect(members.some((row) => row["name"] === member)).to.be.true
        expect(amount).to.be.within(1, hours(commune.cap))
      }
    }
  })

  it("writes hours in every way, with excused kinds and certificates among them", async () => {
    const texts = (await Promise.all(WEEKS.map((week) => table(`sheets/${week}.csv`))))
      .flat()
      .map((row) => row["hours"]!)
    for (const way of [/^\d+$/, /^\d+\.\d$/, /\.(25|75)$/, /^\d+:\d\d$/, /^\d+,\d+$/]) {
      expect(
        texts.some((text) => way.test(text)),
        String(way),
      ).to.be.true
    }
    const used = new Set(sheets.flat().map(({ kind }) => kinds.nameOf(kind)))
    expect(used).to.deep.equal(new Set(commune.kinds.map(({ name }) => name)))
    const rows = await table("kinds.csv")
    expect(rows.map((row) => row["kind"])).to.deep.equal(commune.kinds.map(({ name }) => name))
  })

  it("counts the quota over the last four weeks, from Monday to Sunday", () => {
    const [{ from, to, atLeast }] = proposal.quotas
    expect([from, to, hours(atLeast)]).to.deep.equal(["2026-03-02", "2026-03-29", QUOTA])
    expect([new Date(from).getUTCDay(), new Date(to).getUTCDay()]).to.deep.equal([1, 0])
  })

  it("holds the cases of its README", () => {
    const cases: Record<string, { best: number; all?: number; rows?: number }> = {
      "Mateus Rocha": { best: QUOTA, all: QUOTA + 30, rows: 5 },
      "Nurit Shalev": { best: QUOTA, rows: 2 },
      "Ramata Traoré": { best: QUOTA, all: QUOTA },
      "Oisín Ó Briain": { best: QUOTA - 1, all: QUOTA - 1 },
      "Priya Raghunathan": { best: 18 * 60 + 16, all: 21 * 60 + 16, rows: 5 },
      "Quirin Huber": { best: 20 * 60 + 35 },
      "Søren Lindqvist": { best: 21 * 60 + 15 },
      "Tala Makoni": { best: 0, rows: 0 },
    }
    for (const [name, expected] of Object.entries(cases)) expect(counted(name), name).to.include(expected)

    for (const name of ["Ulrike Brandt", "Viliami Taufa", "Bilal Chaudhry"]) {
      expect(mayVote(name) && counted(name).best < QUOTA / 2, name).to.be.true
    }
    for (const name of ["Davit Lomidze", "Fionn Gallagher", "Graciela Paz"]) {
      expect(!mayVote(name) && counted(name).best > QUOTA, name).to.be.true
    }
    expect([admitted("Camille Roussel"), mayVote("Camille Roussel")]).to.deep.equal(["2026-02-28", true])
    expect([admitted("Davit Lomidze"), mayVote("Elif Aksoy")]).to.deep.equal(["2026-03-01", false])
    const atWork = new Set(sheets.flat().map(({ member }) => member))
    for (const name of ["Mirembe Nakato", "Niamh D'Arcy"]) expect(atWork.has(name), name).to.be.false
    const before = sheets.slice(0, 9).flat()
    expect(before.filter(({ member }) => member === "Tala Makoni").length).to.be.greaterThan(8)
  })

  it("can be proved with 4 records by nearly all who have the hours, and carries the bakery", () => {
    const electorate = members.map((row) => row["name"]!).filter(mayVote)
    const qualified = electorate.filter((name) => counted(name).best >= QUOTA)
    const unprovable = electorate.filter((name) => counted(name).all >= QUOTA && counted(name).best < QUOTA)
    expect(electorate).to.have.length(29)
    expect(qualified).to.have.length(23)
    expect(unprovable).to.deep.equal(["Priya Raghunathan"])
    const tally = proposal.options.map((option) => qualified.filter((name) => ballots.get(name) === option).length)
    expect(tally).to.deep.equal([11, 4, 1, 1])
    expect(qualified.filter((name) => !ballots.has(name))).to.have.length(6)
  })

  /** Minutes that count for the quota: of the 4 largest rows, of all, and how many rows. */
  function counted(name: string): { best: number; all: number; rows: number } {
    const names = proposal.quotas[0].kinds
    const amounts = sheets
      .slice(9)
      .flat()
      .filter(({ member, kind }) => member === name && names.includes(kinds.nameOf(kind)))
      .map(({ amount }) => amount)
      .sort((a, b) => b - a)
    const sum = (list: number[]): number => list.reduce((total, amount) => total + amount, 0)
    return { best: sum(amounts.slice(0, 4)), all: sum(amounts), rows: amounts.length }
  }

  function admitted(name: string): string {
    return members.find((row) => row["name"] === name)!["admitted"]!
  }

  function mayVote(name: string): boolean {
    const memberClass = members.find((row) => row["name"] === name)!["class"]!
    return proposal.policy.classes.includes(memberClass) && admitted(name) <= proposal.policy.admittedBy
  }
})

function sample(name: string): Promise<string> {
  return readFile(join(ROOT, "sample", name), "utf8")
}

async function table(name: string): Promise<Record<string, string>[]> {
  return parse(await sample(name), { columns: true }) as unknown as Record<string, string>[]
}
