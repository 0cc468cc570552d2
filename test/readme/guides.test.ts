import { expect } from "chai"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { blocksOf, printedBy } from "./examples.ts"

describe("the guides have examples that run as they stand, on the built package:", function () {
  this.timeout(240_000)

  it("docs/labor.md", async () => {
    const [example = ""] = await blocksOf("docs/labor.md", "ts")
    // 3:30 + 2:00 + 4:15 in the kitchen; 5:00, 7:30 and 14:00 are one member's and two members'.
    expect(await printedBy(example)).to.equal("36:15 hours, 9:45 in the kitchen\n26:30 kept back\n")
  })

  it("docs/quotas.md, and print what stands below them", async () => {
    const printed = await blocksOf("docs/quotas.md", "text")
    expect(printed).to.have.length(9)
    expect(await printedBy((await blocksOf("docs/quotas.md", "ts")).join("\n"))).to.equal(printed.join(""))
  })

  it("docs/ballots.md, and print what stands below them", async () => {
    const [example = ""] = await blocksOf("docs/ballots.md", "ts")
    expect([await printedBy(example)]).to.deep.equal(await blocksOf("docs/ballots.md", "text"))
  })

  it("docs/delivery.md", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rochdale-guide-"))
    try {
      const [example = ""] = await blocksOf("docs/delivery.md", "ts")
      expect(example).to.include('"commune.db"')
      const code = example.replaceAll('"commune.db"', JSON.stringify(join(folder, "commune.db")))
      expect(await printedBy(code)).to.equal("1 record, 1 spent scope, 0 lost\n")
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
