import { expect } from "chai"
import { readJustified, type Justified } from "../../../scripts/assure/mutants/justified.ts"
import { listMutants } from "../../../scripts/assure/mutants/list.ts"
import type { Mutant } from "../../../scripts/assure/mutants/mutant.ts"
import { project } from "../../../scripts/assure/mutants/project.ts"
import { stale, survivorLines, survivors, Table } from "../../../scripts/assure/mutants/report.ts"
import { tryAll, type Tried } from "../../../scripts/assure/mutants/run.ts"

const PLANTED = {
  templates: ["test/assure/mutants/planted.circom"],
  carriers: ["test/assure/mutants/planted-main.circom"],
  tests: ["test/assure/mutants/planted.ts"],
}

const constraintsOf = (mutants: readonly Mutant[]): Mutant[] => mutants.filter(({ kind }) => kind !== "number")
const nobody = (): void => undefined

describe("mutants: a template with a constraint too many", function () {
  // Each is compiled and tested by itself, which takes a busy machine its time.
  this.timeout(900_000)

  let tried: Tried[]
  before(async () => {
    tried = await tryAll(constraintsOf(await listMutants(PLANTED.templates)), PLANTED, 2, nobody)
  })

  it("are caught where something depends on the constraint, by the determinism tool or by a test", () => {
    expect(tried.map(({ mutant, verdict }) => [mutant.text, verdict.kind])).to.deep.equal([
      ["first * (first - 1) === 0;", "test"],
      ["second * (second - 1) === 0;", "test"],
      ["both <== first * second;", "determinism"],
      ["both * (both - 1) === 0;", "survived"],
      ["both - both === 0;", "same constraints"],
    ])
    expect(tried[0]!.verdict).to.deep.equal({
      kind: "test",
      file: PLANTED.tests[0],
      title: "circuit: Planted refuses what is no bit",
    })
    expect(tried[2]!.verdict).to.include({ carrier: PLANTED.carriers[0] })
  })

  const entry: Justified = {
    template: "Planted",
    text: "both * (both - 1) === 0;",
    change: "dropped",
    reason: "It follows from the others.",
  }

  it("survive where nothing does, and are named with their line and the tests that did not see it", () => {
    const [survivor, ...others] = survivors(tried, [])
    expect(others).to.deep.equal([])
    expect(survivorLines(survivor!)).to.deep.equal([
      "SURVIVED Planted (planted.circom:13): dropped",
      "         both * (both - 1) === 0;",
      "         not caught by planted.ts",
    ])
    expect(survivors(tried, [entry])).to.deep.equal([])
  })

  it("leave no entry of the list that nothing needs", () => {
    const caught = { ...entry, text: "first * (first - 1) === 0;" }
    const gone = { ...entry, text: "third * (third - 1) === 0;" }
    expect(stale(tried, [entry, caught, gone])).to.deep.equal([caught, gone])
  })

  it("are counted by what became of them", () => {
    const mutants = tried.map(({ mutant }) => mutant)
    const counts = (row: string): string[] => row.split(/ {2,}/).slice(1)
    const { head } = new Table(mutants, [])
    expect(head.split(/ {2,}/)).to.deep.equal([
      "template",
      "mutants",
      "no circuit",
      "same",
      "determinism",
      "tests",
      "justified",
      "surviving",
    ])
    const of = ["5", "0", "1", "1", "2"]
    expect(counts(new Table(mutants, []).row("Planted", tried))).to.deep.equal([...of, "0", "1", "planted.ts 2"])
    expect(counts(new Table(mutants, [entry]).row("Planted", tried))).to.deep.equal([...of, "1", "0", "planted.ts 2"])
  })
})

describe("mutants: a sample of the released templates", function () {
  this.timeout(900_000)

  const SUBJECT = {
    templates: ["distinct", "nullifier", "range", "set"].map((name) => `circuits/lib/${name}.circom`),
    carriers: ["distinct-4", "nullifier", "ordered-20", "set-16"].map(
      (name) => `test/circuits/fixtures/${name}.circom`,
    ),
    tests: ["distinct", "identity", "range", "set"].map((name) => `test/circuits/${name}.test.ts`),
  }
  const SAMPLE = [
    ["AssertDistinct", "(in[i] - in[j]) * inverse[pair] === 1;", "dropped", "test"],
    ["Nullifier", "nullifier <== Poseidon(3)([scope, slot, secret]);", "nullifier <-- …", "determinism"],
    ["AssertOrdered", "AssertBits(BITS)(high - low);", "dropped", "test"],
    ["AssertOrdered", "AssertBits(BITS)(high - low);", "BITS is BITS - 1", "test"],
    ["AssertInSet", "chosen[i] * (1 - set[i]) === 0;", "dropped", "test"],
    ["AssertInSet", "for (var i = 0; i < SIZE; i++) {", "0 is 1", "test"],
  ]

  it("is caught", async () => {
    const all = await listMutants(SUBJECT.templates)
    const chosen = SAMPLE.map(([template, text, change]) =>
      all.find((mutant) => mutant.template === template && mutant.text === text && mutant.change === change)!,
    )
    const tried = await tryAll(chosen, SUBJECT, 2, nobody)
    expect(tried.map(({ verdict }) => verdict.kind)).to.deep.equal(SAMPLE.map(([, , , by]) => by))
  })

  it("has a reason for each that is on the list", async () => {
    const all = await listMutants((await project()).templates)
    for (const { template, text, change, reason } of await readJustified()) {
      expect(reason, text).to.match(/\w.*\.$/)
      const there = all.some(
        (mutant) => mutant.template === template && mutant.text === text && mutant.change === change,
      )
      expect(there, `${template}: ${text}: ${change}`).to.equal(true)
    }
  })
})
