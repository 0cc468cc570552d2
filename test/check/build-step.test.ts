import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { join, relative } from "node:path"
import { expect } from "chai"
import { fingerprint } from "../../scripts/build/fingerprint.ts"
import { bringUpToDate } from "../../scripts/build/step.ts"
import { BUILD, CACHE, ROOT } from "../../scripts/paths.ts"

describe("a build step", () => {
  let folder: string
  let built: number
  const name = `test-${process.pid}`

  beforeEach(async () => {
    folder = relative(ROOT, await mkdtemp(join(BUILD, "step-")))
    built = 0
    await put("input", "1")
  })
  afterEach(async () => {
    await rm(join(ROOT, folder), { recursive: true })
    await rm(join(CACHE, "build", `${name}.sha256`), { force: true })
  })

  it("is not done again while its inputs are the same", async () => {
    expect([await step(), await step(), built]).to.deep.equal([true, false, 1])
  })

  it("is done again when an input changes", async () => {
    await step()
    await put("input", "2")
    expect([await step(), built]).to.deep.equal([true, 2])
  })

  it("is done again when its product is gone", async () => {
    await step()
    await rm(join(ROOT, folder, "product"))
    expect([await step(), built]).to.deep.equal([true, 2])
  })

  it("is done again when it failed", async () => {
    await step()
    await put("input", "2")
    expect(
      await step(() => {
        throw new Error("no")
      }).catch((error: unknown) => String(error)),
    ).to.equal("Error: no")
    await put("input", "1")
    expect([await step(), built]).to.deep.equal([true, 2])
  })

  it("knows its inputs by their names and contents", async () => {
    const before = await fingerprint([folder])
    await put("other", "1")
    const more = await fingerprint([folder])
    await rm(join(ROOT, folder, "other"))
    expect(more).to.not.equal(before)
    expect(await fingerprint([folder])).to.equal(before)
    expect(await fingerprint([folder, "no/such/folder"])).to.equal(before)
  })

  function step(build: () => Promise<void> = make): Promise<boolean> {
    return bringUpToDate({ name, inputs: [join(folder, "input")], product: join(folder, "product"), build })
  }

  async function make(): Promise<void> {
    built++
    await put("product", "made")
  }

  function put(file: string, text: string): Promise<void> {
    return writeFile(join(ROOT, folder, file), text)
  }
})
