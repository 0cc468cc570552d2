import { expect } from "chai"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { constraintMutants, type Known } from "../../../scripts/assure/mutants/constraints.ts"
import { listMutants } from "../../../scripts/assure/mutants/list.ts"
import { mutated, type Mutant } from "../../../scripts/assure/mutants/mutant.ts"
import { numberMutants } from "../../../scripts/assure/mutants/numbers.ts"
import { project } from "../../../scripts/assure/mutants/project.ts"
import {
  definitionsOf,
  isTemplate,
  UnreadableSourceError,
  withoutComments,
} from "../../../scripts/assure/mutants/source.ts"
import { ROOT } from "../../../scripts/paths.ts"

const CALLEES = `
template Square() { signal input in; signal output out; out <== in * in; }
template Both(N) { var SIZE = N + 1; signal input a[SIZE]; signal input b; signal output c[N]; signal output d; }
template AssertBits(BITS) { signal input in; }
template AssertOrdered(BITS) { signal input low; signal input high; }
`

/** Each mutant of a template with this body, as the lines of the body that it has. */
function mutantsOf(body: string, of: (mutant: Mutant) => boolean = () => true): string[][] {
  const source = `${CALLEES}\ntemplate Own(WIDTH) {\n${body}\n}\n`
  const known: Known = new Map(
    definitionsOf(source, "own.circom")
      .filter(isTemplate)
      .map((one) => [one.name, one]),
  )
  const own = known.get("Own")!
  return [...constraintMutants(own, known), ...numberMutants(own)].filter(of).map((mutant) => {
    const text = mutated(source, mutant)
    const inner = /template Own\(WIDTH\) \{\n([\s\S]*?)\n\}/.exec(text)![1]!
    return inner.split("\n")
  })
}

const constraints = ({ kind }: Mutant): boolean => kind !== "number"
const numbers = ({ kind }: Mutant): boolean => kind === "number"

describe("mutants: reading circuits", () => {
  it("drops checks and what only constrains, with their semicolons", () => {
    expect(mutantsOf("a * b === 1; // and no more\nAssertBits(3)(a);", constraints)).to.deep.equal([
      [" // and no more", "AssertBits(3)(a);"],
      ["a * b === 1; // and no more", ""],
    ])
  })

  it("keeps assignments without their constraint, in either direction", () => {
    expect(mutantsOf("signal a <== b + 1;\nc[0] ==> d.in;", constraints)).to.deep.equal([
      ["signal a <-- b + 1;", "c[0] ==> d.in;"],
      ["signal a <== b + 1;", "c[0] --> d.in;"],
    ])
  })

  it("parts a component from each signal that goes in or comes out", () => {
    expect(mutantsOf("signal input a;\nsignal s[2] <== Square()(a);", constraints)).to.deep.equal([
      ["signal input a;", "signal s__loose[2] <== Square()(a); signal s[2] <-- s__loose;"],
      ["signal input a;", "signal s[2] <== Square()(Unconstrained0()(a));"],
    ])
    const body = "signal x[9][2];\nsignal y[9];\nfor (var i = 0; i < 9; i++) {\n(x[i], y[i]) <== Both(2)(p[i], q);\n}"
    const changed = mutantsOf(body, constraints).map((lines) =>
      lines.filter((line) => !body.split("\n").includes(line)),
    )
    expect(changed).to.deep.equal([
      ["signal x[9][2]; signal x__loose[9][2];", "(x__loose[i], y[i]) <== Both(2)(p[i], q); x[i] <-- x__loose[i];"],
      ["signal y[9]; signal y__loose[9];", "(x[i], y__loose[i]) <== Both(2)(p[i], q); y[i] <-- y__loose[i];"],
      ["(x[i], y[i]) <== Both(2)(Unconstrained1(((2) + 1))(p[i]), q);"],
      ["(x[i], y[i]) <== Both(2)(p[i], Unconstrained0()(q));"],
    ])
  })

  it("parts an assertion of two from each of them too", () => {
    expect(mutantsOf("AssertOrdered(WIDTH)(a, b - 1);", constraints)).to.deep.equal([
      [""],
      ["AssertOrdered(WIDTH)(Unconstrained0()(a), b - 1);"],
      ["AssertOrdered(WIDTH)(a, Unconstrained0()(b - 1));"],
    ])
  })

  it("changes widths, bounds and sizes by one, and takes a round from loops", () => {
    expect(mutantsOf("AssertBits(WIDTH)(in[0] - 1);", numbers)).to.deep.equal([
      ["AssertBits(WIDTH + 1)(in[0] - 1);"],
      ["AssertBits(WIDTH - 1)(in[0] - 1);"],
      ["AssertBits(WIDTH)(in[0] - 2);"],
      ["AssertBits(WIDTH)(in[0] - 0);"],
    ])
    expect(mutantsOf("var SIZE = WIDTH * 2;\nvar sum = 0;", numbers)).to.deep.equal([
      ["var SIZE = WIDTH * 2 + 1;", "var sum = 0;"],
      ["var SIZE = WIDTH * 2 - 1;", "var sum = 0;"],
    ])
    expect(mutantsOf("for (var i = 0; i < WIDTH; i++) {\n  }", numbers)).to.deep.equal([
      ["for (var i = 1; i < WIDTH; i++) {", "  }"],
      ["for (var i = 0; i < WIDTH - 1; i++) {", "  }"],
    ])
  })

  it("refuses what it would misread", () => {
    for (const body of [
      "if (WIDTH == 1) a === b;",
      "a <== 1 + Square()(b);",
      "Square()(a) === b;",
      "a <== Unheard()(b);",
      "a <== Square()(b, c);",
    ]) {
      expect(() => mutantsOf(body), body).to.throw(UnreadableSourceError)
    }
  })

  it("makes a mutant of every constraint of the released templates", async () => {
    const { templates } = await project()
    const mutants = await listMutants(templates)
    for (const file of templates) {
      const lines = withoutComments(await readFile(join(ROOT, file), "utf8")).split("\n")
      const own = new Set(
        mutants
          .filter((mutant) => mutant.file === join(ROOT, file) && mutant.kind !== "number")
          .map(({ line }) => line),
      )
      lines.forEach((text, index) => {
        const constrains = /===|<==|==>/.test(text) || /^\s*\w+\(.*\)\(.*\);/.test(text)
        if (constrains) expect(own.has(index + 1), `${file}:${index + 1}: ${text}`).to.equal(true)
      })
    }
  })
})
