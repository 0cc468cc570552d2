import { expect } from "chai"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Contestant } from "../../bench/contestant.ts"
import { commitments } from "../../bench/contestants/commitments.ts"
import { GOALS, standingLine, standings } from "../../bench/goals.ts"
import { peakMemory } from "../../bench/memory.ts"
import { plotOption } from "../../bench/plot.ts"
import { Report, type Growth } from "../../bench/report.ts"
import { keepResults } from "../../bench/results.ts"
import { inTurns } from "../../bench/rounds.ts"
import { growthOf } from "../../bench/sizes.ts"
import { comparisonTable, growthTable } from "../../bench/tables.ts"
import { runNode } from "../../scripts/command.ts"

const GROWTH: Growth = {
  title: "Tree",
  plot: "trees",
  of: "members",
  unit: "ms",
  reference: "peer",
  curves: [
    { name: "peer", points: [{ size: 10, values: [4] }] },
    {
      name: "ours",
      points: [
        { size: 1000, values: [120] },
        { size: 10, values: [1, 3] },
      ],
    },
  ],
}

describe("the benchmarks' reports", () => {
  it("compare medians with the reference's", () => {
    const measured = [
      { name: "ours", values: [30, 10, 20] },
      { name: "peer", values: [80] },
    ]
    const table = comparisonTable({ title: "Proof", unit: "ms", reference: "peer", measured })
    expect(table).to.match(/of peer\n/)
    expect(table).to.match(/ours +20\.0 ms +10\.0 ms +30\.0 ms +0\.25\n/)
    expect(table).to.match(/peer .* 1\.00$/)
  })

  it("show no ratio where the reference failed", () => {
    const measured = [{ name: "ours", values: [300_000] }]
    const table = comparisonTable({ title: "Vote", unit: "gas", reference: "peer", measured })
    expect(table).to.match(/ours +300,000 +300,000 +300,000 +$/)
  })

  it("compare size by size, in order", () => {
    const [, , , , small, large] = growthTable(GROWTH).split("\n")
    expect(small).to.match(/^10 +4\.00 ms +2\.00 ms +0\.50$/)
    expect(large).to.match(/^1,000 +120 ms +$/)
  })

  it("plot medians over sizes", () => {
    const { series } = plotOption(GROWTH) as { series: { name: string; data: number[][] }[] }
    expect(series.map(({ name, data }) => [name, data])).to.deep.equal([
      ["peer", [[10, 4]]],
      [
        "ours",
        [
          [1000, 120],
          [10, 2],
        ],
      ],
    ])
  })

  it("keep the other parts' results", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rochdale-bench-"))
    try {
      await writeFile(join(folder, "results.json"), '{ "gas": { "ratios": {} }, "trees": { "ratios": { "roll": 1 } } }')
      const report = new Report()
      report.ratio("roll", 1, 3)
      await keepResults("trees", report, folder)
      const { gas, trees } = JSON.parse(await readFile(join(folder, "results.json"), "utf8")) as Record<
        string,
        { ratios: object; machine: string }
      >
      expect(gas).to.deep.equal({ ratios: {} })
      expect(trees?.ratios).to.deep.equal({ roll: 0.33333 })
      expect(trees?.machine).to.include(`Node ${process.version}`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe("the benchmarks' goals", () => {
  it("are met up to their limit, and fall short above it or when nothing was measured", () => {
    const { most } = GOALS.warm
    const at = (ratio: number) => standings(["proving"], { warm: ratio, cold: 0, memory: 0 })
    expect(at(most).every(({ met }) => met)).to.be.true
    expect(
      at(most + 0.001)
        .filter(({ met }) => !met)
        .map(standingLine),
    ).to.deep.equal([`SHORT  0.221 (at most 0.22): ${GOALS.warm.text}`])
    const unmeasured = standings(["gas"], {})
    expect(unmeasured.map(({ met }) => met)).to.deep.equal([false])
    expect(standingLine(unmeasured[0]!)).to.match(/^SHORT {2}not measured/)
  })

  it("are those of the parts that ran", () => {
    expect(standings(["trees", "verification"], {}).map(({ goal }) => goal)).to.have.members(["roll", "verification"])
    expect(standings(["growth"], {})).to.deep.equal([])
  })

  it("have no ratio without both of its sides", () => {
    const report = new Report()
    report.ratio("warm", 1, undefined)
    expect(report.ratios).to.deep.equal({})
  })
})

describe("the benchmarks' contestants", () => {
  let printed: string[]
  const { error } = console

  beforeEach(() => {
    printed = []
    console.error = (text: string) => printed.push(text)
  })

  afterEach(() => {
    console.error = error
  })

  it("work in turns, and one that fails is named and does not stop the others", async () => {
    const order: string[] = []
    const turn = (name: string, failsAt = Infinity) => {
      let count = 0
      return {
        name,
        measure: async () => {
          order.push(name)
          if (count++ === failsAt) throw new Error("broken")
          return count
        },
      }
    }
    const report = new Report()
    const measured = await inTurns(report, [turn("a"), turn("b", 1), turn("c")], { rounds: 2, warmUp: 1 })
    expect(order.join("")).to.equal("abcabcac")
    expect(measured).to.deep.equal([
      { name: "a", values: [2, 3] },
      { name: "c", values: [2, 3] },
    ])
    expect(report.failures).to.deep.equal(["b: broken"])
    expect(printed.join()).to.include("FAILED b: broken")
  })

  it("are processes, of which one that ends or cannot do it is named", async () => {
    const report = new Report()
    const curve = { name: "peer", sizes: [5, 25], start: () => Contestant.start("tree-zk-kit"), action: "build" }
    const growth = await growthOf(
      report,
      { title: "Tree", plot: "trees", of: "members", unit: "ms", reference: "peer" },
      [
        curve,
        { ...curve, name: "unable", action: "fly" },
        { ...curve, name: "ended", start: () => Contestant.start("serve") },
      ],
      2,
    )
    expect(growth.curves.map(({ name }) => name)).to.deep.equal(["peer"])
    expect(growth.curves[0]?.points.map(({ size, values }) => [size, values.length])).to.deep.equal([
      [5, 2],
      [25, 2],
    ])
    expect(report.failures).to.have.length(2)
    expect(report.failures[0]).to.match(/^unable: .*there is no such action/)
    expect(report.failures[1]).to.match(/^ended: serve ended \(0\)/)
  })

  it("get different commitments, the same ones each time", () => {
    const list = commitments(1000)
    expect(new Set(list).size).to.equal(1000)
    expect(commitments(10)).to.deep.equal(list.slice(0, 10))
  })

  it("are told apart from their parent in memory, where the system tells", async () => {
    const own = await peakMemory(process.pid)
    if (process.platform === "linux") expect(own).to.be.within(20, 20_000)
    expect(await peakMemory(0)).to.equal(undefined)
  })
})

describe("the benchmarks' command", () => {
  for (const [what, args, said] of [
    ["no such part", ["speed"], /there is no benchmark "speed"/],
    ["no number of runs", ["trees", "--runs", "some"], /--runs must be a whole number from 1, not "some"/],
    ["goals by a quick run", ["--quick", "--check"], /--quick says nothing about the goals/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, output } = await runNode("bench/main.ts", args)
      expect(code).to.equal(2)
      expect(output).to.match(said).and.include("usage: ./run bench")
    })
  }
})
