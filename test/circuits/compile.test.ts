import { expect } from "chai"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CircuitCompileError, compileCircuit } from "../../scripts/circuits/compile.ts"
import { ROOT } from "../../scripts/paths.ts"

describe("circuit: parameters out of range", () => {
  const sources = join(ROOT, "test/circuits/fixtures/refused")
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-circuits-"))
  })
  after(() => rm(folder, { recursive: true }))

  it("do not compile, in any template that states a range", async () => {
    const names = await readdir(sources)
    expect(names).to.have.length.at.least(9)
    for (const name of names) {
      let error: unknown
      try {
        await compileCircuit(join(sources, name), name, folder, "O0")
      } catch (thrown) {
        error = thrown
      }
      expect(error, name).to.be.instanceOf(CircuitCompileError)
      expect((error as CircuitCompileError).log, name).to.match(/[Ff]alse assert/)
    }
  })
})
