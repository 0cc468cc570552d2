import { expect } from "chai"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import * as errors from "../../sdk/errors.ts"

describe("docs/errors.md", () => {
  it("explains each error under its code, and no other", async () => {
    const text = await readFile(join(ROOT, "docs", "errors.md"), "utf8")
    const explained = [...text.matchAll(/^### ([a-z-]+)\n\n`([A-Za-z]+)`/gm)].map(([, code, name]) => `${code} ${name}`)
    const thrown: string[] = []
    for (const [name, kind] of Object.entries(errors)) {
      if (name === "RochdaleError") continue
      // Made with arguments of no meaning: only the code is asked for.
      const made = Reflect.construct(kind, [0n, [], {}, {}]) as { code: string }
      thrown.push(`${made.code} ${name}`)
    }
    expect(explained.toSorted()).to.deep.equal(thrown.toSorted())
  })
})
