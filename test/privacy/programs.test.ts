import { expect } from "chai"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { leaksIn, minutesCanary } from "./canaries.ts"
import { membersOf, secretsOfDraws } from "./draws.ts"
import { Ear } from "./overheard.ts"

/** A worker's tasks: each of them is nobody's business, and their sums are what is asked about. */
const TASKS = [
  ["1", "Development", 3_967_993],
  ["1", "Management", 2_562_427],
  ["2", "Development", 1_917_599],
  ["2", "Operational", 1_260_781],
  ["3", "Operational", 6_796_287],
] as const

/** Those of fixtures/leaky.ts. */
const WAYS = [
  "log",
  "file",
  "body",
  "log of errors",
  "output",
  "file, later",
  "file, by a handle",
  "stream to a file",
  "temporary file",
  "name of a file",
  "address",
  "fetch",
  "socket",
  "thread",
]
const SPELLINGS = ["decimal", "hex", "upper hex", "base64", "bytes", "bytes backwards", "list", "json"]

describe("what programs write", function () {
  this.timeout(600_000)
  let ear: Ear

  beforeEach(async () => {
    ear = await Ear.open()
  })
  afterEach(() => ear.close())

  it("./run labor: no secret, and no line", async () => {
    const hours = join(ear.outputs, "..", "hours.csv")
    const rows = TASKS.map(([worker, category, minutes], task) =>
      ["2006-01-09", worker, "PC1", category, (minutes / 60).toFixed(4), String(task)].join(),
    )
    await writeFile(hours, `date,worker,project,category,hours,task\n${rows.join("\n")}\n`)
    const { code, written, draws, stderr } = await ear.run("scripts/labor/main.ts", [
      "--hours",
      hours,
      "--quota",
      "90000h",
    ])
    expect(stderr).to.equal("")
    expect(code).to.equal(0)
    const secrets = secretsOfDraws(draws)
    // A secret of three workers, five rows of sheets, and what their proofs are blinded with.
    expect(membersOf(draws)).to.have.length.above(2)
    expect(secrets).to.have.length.above(40)
    const lines = // The third has one task, which is so the sum.
      TASKS.slice(0, 4).map(([worker, category, minutes]) => minutesCanary(`${worker}'s ${category}`, minutes))
    expect(leaksIn(written, [...secrets, ...lines])).to.deep.equal([])
  })

  it("and whatever a program lets out, by whatever way and however spelled, would be found", async () => {
    // Names and variables are text.
    const tried = WAYS.map((way, index) => {
      const spelling = SPELLINGS[index % SPELLINGS.length]!
      return [way, way === "name of a file" || way === "thread" ? "hex" : spelling] as const
    })
    for (const [way, spelling] of tried.slice(0, cases(3, tried.length))) {
      const { written, draws } = await ear.run("test/privacy/fixtures/leaky.ts", [way, spelling, ear.outputs])
      const leaks = leaksIn(written, secretsOfDraws(draws))
      expect(leaks.join(), `${way}, ${spelling}`).to.match(/secret, as/)
      await ear.close()
      ear = await Ear.open()
    }
  })
})
