import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "chai"
import { family } from "../../scripts/assure/determinism/allowed.ts"
import { assess, type Assessment } from "../../scripts/assure/determinism/assess.ts"
import { loadSystem } from "../../scripts/assure/determinism/load.ts"
import { staleLines } from "../../scripts/assure/determinism/report.ts"
import type { System } from "../../scripts/assure/determinism/system.ts"
import { sourceOf } from "../../scripts/circuits/names.ts"
import { ROOT } from "../../scripts/paths.ts"
import { NOTHING, released, signalsOf } from "./fixture.ts"

/** One of each family, the smallest; `./run assure determinism` takes all. */
const SAMPLE = ["membership", "quota-1", "sheet-25", "ballot-4", "decrypt", "deal-5"] as const

describe("determinism: released circuits", () => {
  const systems = new Map<string, System>()
  const assessments = new Map<string, Assessment>()
  before(async () => {
    for (const name of SAMPLE) {
      systems.set(name, await loadSystem(sourceOf(name)))
      assessments.set(name, assess(systems.get(name)!, released))
    }
  })

  const freeFamilies = (name: string): string[] => [
    ...new Set(assessments.get(name)!.free.map((signal) => family(signal.name))),
  ]

  const smallest = (needs: (assessment: Assessment) => boolean): string => {
    const [[name]] = [...assessments]
      .filter(([, assessment]) => needs(assessment))
      .sort(([, a], [, b]) => a.constraints - b.constraints) as [[string, Assessment]]
    return name
  }

  for (const name of SAMPLE) {
    it(`leaves no signal of ${name} to the prover but those on the list`, () => {
      expect(assessments.get(name)!.problems).to.deep.equal([])
    })
  }

  it("takes nothing from anybody where there is no curve and no blank", () => {
    for (const name of ["membership", "quota-1"] as const) {
      expect(assess(systems.get(name)!, NOTHING).problems).to.deep.equal([])
    }
  })

  it("finds the signals that are free, and no others", () => {
    expect(freeFamilies("sheet-25")).to.deep.equal(["main.PublicTotals.AssertNoneOrEnough.some"])
    expect(freeFamilies("decrypt")).to.deep.equal(["main.PointTimes.EscalarMulAny.zeropoint.inv"])
    expect(freeFamilies("ballot-4").sort()).to.deep.equal([
      "main.AssertScores.some",
      "main.Encrypt.PointTimes.EscalarMulAny.zeropoint.inv",
    ])
  })

  it("counts every signal that is no input", () => {
    const { constraints, signals } = assessments.get("membership")!
    expect([constraints, signals]).to.deep.equal([3814, 3772])
  })

  it("needs every entry of the list", () => {
    expect(staleLines(released, [...assessments.values()])).to.deep.equal([])
    // Without an entry, the smallest circuit that needs it has a problem.
    for (const entry of released.free) {
      const name = smallest(({ free }) => free.some((signal) => signal.entry === entry))
      const without = { ...released, free: released.free.filter((other) => other !== entry) }
      expect(
        signalsOf(assess(systems.get(name)!, without))
          .map(family)
          .join(" "),
      ).to.include(entry.signal)
    }
    for (const entry of released.points) {
      const name = smallest(({ assumed }) => [...assumed.values()].includes(entry))
      const without = { ...released, points: released.points.filter((other) => other !== entry) }
      expect(assess(systems.get(name)!, without).problems.join("\n")).to.include(
        "to-montgomery: its points are not known to be in the subgroup, or may be its identity",
      )
    }
  })

  it("says of an entry that nothing needs that it must go", () => {
    const entry = { signal: "Nowhere.signal", reason: "", shownBy: [] }
    const allowed = { ...released, free: [...released.free, entry] }
    expect(staleLines(allowed, [...assessments.values()])).to.deep.equal([
      "FAILED  allowed.json: Nowhere.signal is derived everywhere; take it out",
    ])
  })

  it("has a reason for each entry, and tests that show it", async () => {
    for (const { reason, shownBy } of [...released.free, ...released.points]) {
      expect(reason).to.match(/\w.*\.$/)
      expect(shownBy, reason).not.to.be.empty
      for (const { file, test } of shownBy) {
        expect(await readFile(join(ROOT, file), "utf8"), file).to.include(`it("${test}", `)
      }
    }
  })
})
