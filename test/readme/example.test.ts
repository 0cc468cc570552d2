import { expect } from "chai"
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../scripts/paths.ts"
import { blocksOf, printedBy } from "./examples.ts"

describe("the README", () => {
  it("has an example of at most twenty lines of code that runs as it stands, on the built package", async () => {
    const [example = ""] = await blocksOf("README.md", "ts")
    const code = example.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//"))
    expect(code.length).to.be.within(10, 20)
    expect(await printedBy(example)).to.equal("A full member borrows the van. Nobody knows which one.\n")
  })

  it("names only tasks, folders and files that exist", async () => {
    const readme = await readFile(join(ROOT, "README.md"), "utf8")
    const { stdout: help } = await promisify(execFile)(join(ROOT, "run"), ["help"])
    for (const [, task] of readme.matchAll(/\.\/run ([a-z]+)/g))
      if (task !== "help") expect(help).to.match(new RegExp(`\\b${task}\\b`))
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path as string)
    const folders = [...readme.matchAll(/^\| `([a-z]+\/)`/gm)].map(([, path]) => path as string)
    expect(linked.length).to.be.greaterThan(1)
    for (const path of [...linked, ...folders]) expect(existsSync(join(ROOT, path)), path).to.equal(true)
  })
})
