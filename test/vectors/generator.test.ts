import { expect } from "chai"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../scripts/paths.ts"

const run = promisify(execFile)

describe("vectors: generator", () => {
  it("makes what is committed", async () => {
    const { stderr } = await run(process.execPath, [join(ROOT, "scripts/vectors/generate.ts"), "--check"])
    expect(stderr).to.not.include("These vectors")
  })
})
