import { expect } from "chai"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { ROOT } from "../../scripts/paths.ts"
import { fixture } from "../e2e/real-data.ts"
import type { Kept } from "./disk/keeper.ts"
import { onOwnDisk } from "./disk/own-disk.ts"

const KEEPER = fileURLToPath(new URL("disk/keeper.ts", import.meta.url))

describe("a disk", function () {
  this.timeout(600_000)

  async function kept(how: "full" | "read-only"): Promise<Kept[]> {
    const { code, stdout, stderr } = await onOwnDisk("3m", (place) => [process.execPath, KEEPER, place, how])
    expect(code, stderr).to.equal(0)
    return JSON.parse(stdout) as Kept[]
  }

  /** Expects of each that it was refused by the file's name, and that what was there is there. */
  function expectRefused(all: readonly Kept[], files: Record<string, [error: string, file: string]>): void {
    expect(all.map(({ what }) => what)).to.deep.equal(Object.keys(files))
    for (const { what, error, whole } of all) {
      const [name, file] = files[what] as [string, string]
      expect(error?.name, what).to.equal(name)
      expect(error?.message, what).to.include(file).and.match(/room/)
      expect(whole, what).to.equal(true)
    }
  }

  it("that is full lets nothing be half written, and names what could not be", async () => {
    const all = await kept("full")
    expectRefused(all, {
      "put envelopes": ["StoreError", "mailbox.db"],
      "set an entry": ["StoreError", "vault.db"],
      "spend a nullifier": ["StoreError", "nullifiers.db"],
      "open a database": ["StoreError", "another.db"],
      "write a report": ["FileAccessError", "report.json cannot be written (there is no room on the disk)"],
      "keep results": ["FileAccessError", "results.json cannot be written (there is no room on the disk)"],
    })
    expect(all.slice(0, 3).map(({ later }) => later)).to.deep.equal([true, true, true])
  })

  it("that can only be read is named, and read", async () => {
    expectRefused(await kept("read-only"), {
      "put envelopes": ["StoreError", "mailbox.db"],
      "set an entry": ["StoreError", "vault.db"],
      "spend a nullifier": ["StoreError", "nullifiers.db"],
      "look before a report": ["FileAccessError", "report.json cannot be written (the disk can only be read)"],
      "write a report": ["FileAccessError", "report.json cannot be written (the disk can only be read)"],
      "keep results": ["FileAccessError", "results.json cannot be written (the disk can only be read)"],
    })
  })

  it("that is full ends the demo with a line and a hint when its output goes there", async () => {
    const demo = [process.execPath, "scripts/demo/main.ts", "--ballots", fixture("three-ballots.soi")]
    const child = spawn("sh", ["-c", 'exec "$@" > /dev/full', "sh", ...demo], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "pipe"],
    })
    let stderr = ""
    child.stderr.on("data", (text: Buffer) => (stderr += text.toString()))
    const [code] = (await once(child, "close")) as [number]
    expect(stderr).to.match(
      /^error: The standard output cannot be written \(there is no room on the disk\)\nhint: [^\n]*\n$/,
    )
    expect(code).to.equal(1)
  })
})
