import { expect } from "chai"
import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../scripts/paths.ts"

describe("docs/labor.md", () => {
  it("has an example that runs as it stands, on the built package", async function () {
    this.timeout(60_000)
    const guide = await readFile(join(ROOT, "docs", "labor.md"), "utf8")
    const code = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? ""
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", code], {
      cwd: ROOT,
      timeout: 60_000,
    })
    // 3:30 + 2:00 + 4:15 in the kitchen; 5:00, 7:30 and 14:00 are one member's and two members'.
    expect(stdout).to.equal("36:15 hours, 9:45 in the kitchen\n26:30 kept back\n")
  })
})
