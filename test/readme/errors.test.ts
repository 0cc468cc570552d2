import { expect } from "chai"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

describe("docs/errors.md", () => {
  it("explains each error under its code, and no other", async () => {
    const text = await readFile(join(ROOT, "docs", "errors.md"), "utf8")
    const explained = [...text.matchAll(/^### ([a-z-]+)\n\n`([A-Za-z]+)`/gm)].map(([, code, name]) => `${name} ${code}`)
    const folder = join(ROOT, "sdk", "errors")
    const sources = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")))
    const thrown = sources.flatMap((source) =>
      [...source.matchAll(/class (\w+) extends RochdaleError \{\n\s+readonly code = "([a-z-]+)"/g)].map(
        ([, name, code]) => `${name} ${code}`,
      ),
    )
    expect(thrown.length).to.be.greaterThan(20)
    expect(explained.toSorted()).to.deep.equal(thrown.toSorted())
  })
})
