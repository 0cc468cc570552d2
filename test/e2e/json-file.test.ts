import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { writeJson } from "../../scripts/demo/json-file.ts"

describe("the demo's data file", () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-json-"))
  })
  after(() => rm(folder, { recursive: true }))

  it("is written whole or not at all", async () => {
    const file = join(folder, "report.json")
    writeJson(file, { one: 1 })
    expect(await readFile(file, "utf8")).to.equal('{\n  "one": 1\n}\n')
    // JSON has no bigints: the writing fails, and what was there stays.
    expect(() => writeJson(file, { two: 2n })).to.throw(TypeError)
    expect(await readFile(file, "utf8")).to.equal('{\n  "one": 1\n}\n')
    await writeFile(join(folder, "plain"), "")
    expect(() => writeJson(join(folder, "plain", "report.json"), {})).to.throw(/cannot be written \(it is no folder\)/)
    expect((await readdir(folder)).sort()).to.deep.equal(["plain", "report.json"])
  })
})
