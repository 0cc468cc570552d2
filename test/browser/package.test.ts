import { expect } from "chai"
import type { Server } from "node:http"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BrowserContext, Page } from "playwright-core"
import { launchChromium } from "./chromium.ts"
import { servePage } from "./server.ts"

describe("the package in Chromium, under a content security policy", function () {
  this.timeout(240_000)
  let server: Server
  let context: BrowserContext
  let page: Page
  let profile: string
  const problems: string[] = []

  before(async () => {
    const { server: started, address } = await servePage()
    server = started
    profile = await mkdtemp(join(tmpdir(), "rochdale-chromium-"))
    context = await launchChromium(profile)
    page = await context.newPage()
    page.on("pageerror", (error) => problems.push(String(error)))
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text())
    })
    await page.goto(address)
    await page.waitForSelector("body[data-ready]", { state: "attached" })
  })

  after(async () => {
    await context.close()
    server.close()
    await rm(profile, { recursive: true, force: true })
  })

  /** Runs one of the page's steps. */
  function step(name: string): Promise<unknown> {
    return page.evaluate(
      (key) => (globalThis as unknown as { steps: Record<string, () => Promise<unknown>> }).steps[key]?.(),
      name,
    )
  }

  it("proves membership with progress, verifies, and counts it once", async () => {
    expect(await step("membership")).to.deep.equal({
      own: true,
      usedOnce: true,
      stages: ["loading", "witness", "proving"],
    })
  })

  it("proves with the kernel in two threads from blobs, or in the page where it may start none", async () => {
    expect(await step("threads")).to.deep.equal([
      [2, 2],
      [0, 2],
    ])
  })

  it("proves a quota with a warm prover", async () => {
    expect(await step("quota")).to.equal("quota-1")
  })

  it("proves a labor sheet and its totals", async () => {
    expect(await step("sheet")).to.deep.equal([true, 540, 540])
  })

  it("builds a roll in threads, and loads it again", async () => {
    expect(await step("bulk")).to.deep.equal([true, true, 1])
  })

  it("verifies a batch, and names the proof that does not hold", async () => {
    expect(await step("batch")).to.deep.equal([[0, 2], [[1, "InvalidProofError"]]])
  })

  it("seals and opens a member", async () => {
    expect(await step("sealed")).to.equal(true)
  })

  it("delivers a record and gets it back from the vault", async () => {
    expect(await step("delivery")).to.deep.equal([[90], ["mailbox-changed"]])
  })

  it("reads a labor sheet", async () => {
    expect(await step("csv")).to.equal(165)
  })

  it("refuses an altered artifact", async () => {
    expect(await step("altered")).to.equal(true)
  })

  it("logs no error and breaks no rule of the policy", () => {
    expect(problems).to.deep.equal([])
  })
})
