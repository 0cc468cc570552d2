import { expect } from "chai"
import { textProblems } from "../../scripts/check/text-rules.ts"

describe("the rules for texts", () => {
  // Put together here, so that this file keeps the rules that it tests.
  const wrong: Record<string, string> = {
    "a path of one machine": ["see ", "work", "main", "x"].join("/"),
    "a path of one home": `"${["", "home", "ada", "src"].join("/")}"`,
    "a registry's host": ["https://registry", "npmjs", "org/x"].join("."),
    "a test that runs alone": ["describe", "only('x')"].join("."),
    "a test that does not run": ["it", "skip('x')"].join("."),
    "a test that stops running": ["this", "skip()"].join("."),
    "a test that is switched off": ["x", "it('x')"].join(""),
    "unfinished work": ["// TO", "DO later"].join(""),
    "broken work": ["// FIX", "ME later"].join(""),
  }
  for (const [name, line] of Object.entries(wrong)) {
    it(`finds ${name}, with its line`, () => {
      const problems = textProblems("sdk/x.ts", `fine\n${line}\n`)
      expect(problems).to.have.length(1)
      expect(problems[0]).to.match(/^sdk\/x\.ts:2: /)
    })
  }

  it("finds a registry's address in the lock and there only", () => {
    const line = ['"resol', 'ved": "https://mirror.example/x.tgz"'].join("")
    expect(textProblems("package-lock.json", line)).to.have.length(1)
    expect(textProblems("docs/x.md", line)).to.deep.equal([])
  })

  it("finds the host of this machine's own registry", () => {
    expect(textProblems("x.md", "from mirror.example:81/npm", ["mirror.example:81"])).to.have.length(1)
  })

  for (const file of ["sdk/utils.ts", "sdk/helpers/x.ts", "test/misc.test.ts", "contracts/Helper.sol", "sdk/Util.ts"]) {
    it(`finds the drawer ${file}`, () => {
      expect(textProblems(file, undefined)).to.have.length(1)
    })
  }

  it("lets everything else be", () => {
    const text = "../shared/data/x.csv\nhttps://example.org/home/x\nit skips nothing\nmethod\nitem.only\n"
    expect(textProblems("sdk/tree/lean-tree.ts", text)).to.deep.equal([])
  })
})
