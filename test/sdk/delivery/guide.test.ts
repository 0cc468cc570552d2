import { expect } from "chai"
import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../../scripts/paths.ts"
import { temporaryFolder } from "../store/folder.ts"

const { freshFile } = temporaryFolder()

describe("docs/delivery.md", () => {
  it("has an example that runs as it stands, on the built package", async () => {
    const guide = await readFile(join(ROOT, "docs", "delivery.md"), "utf8")
    const example = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? ""
    expect(example).to.include('"commune.db"')
    const code = example.replaceAll('"commune.db"', JSON.stringify(freshFile()))
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", code], {
      cwd: ROOT,
      timeout: 60_000,
    })
    expect(stdout).to.equal("1 record, 1 spent scope, 0 lost\n")
  })
})
