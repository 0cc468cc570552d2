import { expect } from "chai"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

const LIB = join(ROOT, "circuits", "lib")

/** Circomlib's templates that these circuits use. None of them has an output that says whether something holds. */
const BORROWED = ["BabyAdd", "EscalarMulAny", "EscalarMulFix", "Num2Bits", "Poseidon"]

/** Templates of ours that only constrain: what they check has no output that a caller could forget to look at. */
const CHECKS = /^(?:Assert\w+|Bind)$/

interface Template {
  name: string
  body: string
}

describe("circuits: what they are made of", () => {
  let templates: Template[]
  let source: string

  before(async () => {
    const files = (await readdir(LIB)).filter((file) => file.endsWith(".circom"))
    const texts = await Promise.all(files.map((file) => readFile(join(LIB, file), "utf8")))
    source = texts.join("\n").replace(/\/\/.*$/gm, "")
    templates = [...source.matchAll(/^template (\w+)\([^)]*\) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => ({
      name: name!,
      body: body!,
    }))
    expect(templates.length).to.be.greaterThan(25)
  })

  it("takes hashes, bits and point arithmetic from circomlib, and no comparison whose inputs or answer could go unchecked", () => {
    const own = templates.map(({ name }) => name)
    const functions = [...source.matchAll(/^function (\w+)/gm)].map(([, name]) => name!)
    const used = new Set([...source.matchAll(/\b([A-Z]\w*)\(/g)].map(([, name]) => name!))
    const borrowed = [...used].filter((name) => !own.includes(name) && !functions.includes(name))
    expect(borrowed.sort()).to.deep.equal(BORROWED)
  })

  it("has no answer where it has a check: what does not hold has no witness", () => {
    const checks = templates.filter(({ name }) => CHECKS.test(name))
    expect(checks.length).to.be.greaterThan(6)
    for (const { name, body } of checks) expect(body, name).not.to.match(/signal output/)
  })

  it("assigns without a constraint in five places, and constrains there what it assigns", () => {
    const hints = templates.flatMap(({ name, body }) =>
      [...body.matchAll(/(\w+)(\[\w+\])? <-- /g)].map(([, signal]) => ({ name, body, signal: signal! })),
    )
    expect(hints.map(({ name, signal }) => `${name}.${signal}`).sort()).to.deep.equal([
      "AssertDistinct.inverse",
      "AssertInSet.chosen",
      "AssertNoneOrEnough.some",
      "AssertScores.some",
      "SheetRow.rows",
    ])
    for (const { name, body, signal } of hints)
      expect(body, name).to.match(new RegExp(`\\b${signal}\\b[^\\n;]*===|===[^\\n;]*\\b${signal}\\b`))
  })
})
