import { expect } from "chai"
import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../../scripts/paths.ts"

describe("docs/quotas.md", () => {
  it("has examples that run as they stand, on the built package, and print what stands below them", async () => {
    const guide = await readFile(join(ROOT, "docs", "quotas.md"), "utf8")
    const blocks = [...guide.matchAll(/```(ts|text)\n([\s\S]*?)```/g)]
    const all = (language: string) => blocks.filter((block) => block[1] === language).map((block) => block[2] as string)
    expect(all("text")).to.have.length(9)
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module-typescript", "-e", all("ts").join("\n")],
      { cwd: ROOT, timeout: 120_000 },
    )
    expect(stdout).to.equal(all("text").join(""))
  })
})
