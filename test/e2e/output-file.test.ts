import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { assertWritable, writeWhole } from "../../scripts/demo/output-file.ts"

describe("the demo's output files", () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-output-"))
  })
  after(() => rm(folder, { recursive: true }))

  it("are written whole or not at all", async () => {
    const file = join(folder, "report.json")
    writeWhole(file, "one\n")
    writeWhole(file, "two\n")
    expect(await readFile(file, "utf8")).to.equal("two\n")
    await writeFile(join(folder, "plain"), "")
    expect(() => writeWhole(join(folder, "plain", "report.json"), "")).to.throw(/cannot be written \(it is no folder\)/)
    expect((await readdir(folder)).sort()).to.deep.equal(["plain", "report.json"])
  })

  it("are looked at before the work", () => {
    assertWritable(join(folder, "new.html"))
    expect(() => assertWritable(folder)).to.throw(/cannot be written \(it is a folder\)/)
    expect(() => assertWritable(join(folder, "none", "new.html"))).to.throw(/there is no such file or folder/)
  })
})
