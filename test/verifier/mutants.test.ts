import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { inOneLine, judge, readEquivalent } from "../../scripts/assure/verifier-mutants/equivalent.ts"
import { isUnnoticed, mutants, type Mutant } from "../../scripts/assure/verifier-mutants/stryker.ts"
import { ROOT } from "../../scripts/paths.ts"

/** One test runs all of it, and the limit itself is in none of its numbers. */
const SOURCE = `export function fits(amount: number): boolean {
  if (!Number.isInteger(amount)) throw new Error("no whole number")
  return amount < 10
}

export function twice(amount: number): number {
  return amount * 2
}
`

const TEST = `import assert from "node:assert"
import { fits } from "../source/limit.ts"

it("knows what fits", () => {
  assert.equal(fits(3), true)
  assert.equal(fits(30), false)
  assert.throws(() => fits(0.5))
})
it("is slow, and about something else", () => {
  throw new Error("should not run")
})
`

describe("the mutants of the verifiers", () => {
  let project: string

  before(async () => {
    project = await mkdtemp(join(tmpdir(), "rochdale-mutants-"))
    for (const folder of ["source", "test"]) await mkdir(join(project, folder))
    await symlink(join(ROOT, "node_modules"), join(project, "node_modules"))
    await writeFile(join(project, "package.json"), `{ "type": "module" }`)
    await writeFile(join(project, "source/limit.ts"), SOURCE)
    await writeFile(join(project, "test/limit.test.ts"), TEST)
  })
  after(() => rm(project, { recursive: true }))

  it("that no test notices are found, with those that no test runs, and the sources are as before", async () => {
    const found = await mutants(project, {
      mutate: ["source/limit.ts"],
      tests: ["test/limit.test.ts"],
      leave: ["is slow"],
    })
    const unnoticed = found.filter(isUnnoticed).map(({ line, original, replacement }) => [line, original, replacement])
    expect(unnoticed).to.deep.include([3, "amount < 10", "amount <= 10"])
    expect(unnoticed).to.deep.include([7, "amount * 2", "amount / 2"])
    expect(unnoticed.every(([line]) => line === 3 || Number(line) > 5)).to.equal(true)
    expect(found.filter((mutant) => !isUnnoticed(mutant)).length).to.be.above(3)
    expect(await readFile(join(project, "source/limit.ts"), "utf8")).to.equal(SOURCE)
  })

  it("are not judged by tests that fail before anything is changed", async () => {
    const all = { mutate: ["source/limit.ts"], tests: ["test/limit.test.ts"] }
    const error = await mutants(project, all).catch((thrown: unknown) => thrown)
    expect(String(error)).to.include("should not run")
  })

  const mutant = (changes: Partial<Mutant> = {}): Mutant => ({
    file: "sdk/a.ts",
    line: 3,
    kind: "EqualityOperator",
    original: "a <\n    b",
    replacement: "a <= b",
    status: "Survived",
    ...changes,
  })
  const entry = { file: "sdk/a.ts", original: "a < b", replacement: "a <= b", reason: "they are never equal" }

  it("that are on the list are no survivors, and only they", () => {
    expect(judge([mutant()], [entry])).to.deep.equal({ survivors: [], stale: [] })
    for (const other of [{ file: "sdk/b.ts" }, { original: "b < a" }, { replacement: "a > b" }]) {
      const left = mutant(other)
      expect(judge([left], [entry])).to.deep.equal({ survivors: [left], stale: [entry] })
    }
  })

  it("leave no entry on the list for what tests notice", () => {
    for (const status of ["Killed", "Timeout", "Ignored"])
      expect(judge([mutant({ status })], [entry])).to.deep.equal({ survivors: [], stale: [entry] })
    const untested = mutant({ status: "NoCoverage", original: "other" })
    expect(judge([mutant(), untested], [entry]).survivors).to.deep.equal([untested])
  })

  it("on the real list are of what the sources say, each with a reason, and once", async () => {
    const list = await readEquivalent()
    for (const { file, original, reason } of list) {
      expect(inOneLine(await readFile(join(ROOT, file), "utf8")), `${file}: ${original}`).to.include(original)
      expect(reason).to.match(/\w+ \w+ \w+/)
    }
    const keys = list.map(({ file, original, replacement }) => [file, original, replacement].join("\n"))
    expect(new Set(keys).size).to.equal(keys.length)
  })
})
