import { expect } from "chai"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { Member } from "../../sdk/index.ts"
import { launchChromium } from "../browser/chromium.ts"
import { bytesCanary, leaksIn, minutesCanary, textCanary, type Canary } from "./canaries.ts"
import { secretsOfMember } from "./holders.ts"
import type { Life } from "./page-life.ts"
import { startPageServer, type PageServer } from "./page-server.ts"

const seeds = Array.from({ length: 8 }, () => [...crypto.getRandomValues(new Uint8Array(32))])
const LIVES: Life[] = [
  {
    seed: seeds[0]!,
    others: seeds.slice(2),
    records: [3_967_993],
    scores: [0, 0, 0],
    note: "heliotrope and marzipan",
    passphrase: "quicksilver lagoon",
  },
  {
    seed: seeds[1]!,
    others: seeds.slice(2),
    records: [2_562_427, 150, 150, 140],
    scores: [200, 187, 200],
    note: `${"saxifrage ".repeat(60)}end`,
    passphrase: "a much, much longer passphrase than the other",
  },
]

/** What a page left behind, and let out. */
interface Left {
  requests: string[]
  console: string[]
  storage: unknown
  shown: string
  /** All files of the browser's profile. */
  profile: Buffer
}

/** It takes half a minute, most of it Chromium's. */
if (cases(0, 1) === 1) {
  describe("what a page lets out and leaves in the browser", function () {
    this.timeout(300_000)
    let server: PageServer
    const left: Left[] = []

    before(async () => {
      server = await startPageServer()
      for (const life of LIVES) left.push(await lived(life))
    })
    after(() => server.stop())

    it("asks for the same files in the same order, with the same headers and no body, whoever proves what", () => {
      // The page, its script, and two files of each of three circuits.
      expect(left[0]!.requests).to.have.length(8)
      // A circuit's two files are asked for at once, and come in any order.
      expect(left[1]!.requests.toSorted()).to.deep.equal(left[0]!.requests.toSorted())
      expect(circuitsIn(left[1]!.requests)).to.deep.equal(circuitsIn(left[0]!.requests))
    })

    it("keeps nothing: no storage, no database, no cache of its own, no cookie, nothing in address or page", () => {
      for (const { storage } of left) {
        expect(storage).to.deep.equal({
          local: 0,
          session: 0,
          databases: [],
          caches: [],
          cookies: "",
          address: "/",
          state: "null",
          name: "",
          text: "",
        })
      }
    })

    it("writes no secret to the console, also of what went wrong, nor to the network, nor to the profile on the disk", () => {
      for (const [index, life] of LIVES.entries()) {
        const { requests, console: lines, profile, shown } = left[index]!
        expect(lines).to.have.length(4)
        expect(lines.join()).to.match(/BallotRuleError/)
        const secrets = secretsOf(life)
        for (const text of [requests.join("\n"), lines.join("\n"), shown, profile])
          expect(leaksIn(text, secrets)).to.deep.equal([])
        // The profile that was looked through is where the browser keeps things.
        expect(profile.length).to.be.above(100_000)
        expect(profile.includes("/page.js")).to.equal(true)
      }
    })

    async function lived(life: Life): Promise<Left> {
      const folder = await mkdtemp(join(tmpdir(), "rochdale-privacy-"))
      const context = await launchChromium(folder)
      try {
        const page = await context.newPage()
        const lines: string[] = []
        page.on("console", (message) => lines.push([message.text(), JSON.stringify(message.location())].join(" ")))
        page.on("pageerror", (error) => lines.push(error.stack ?? error.message))
        await page.goto(server.address)
        await page.waitForSelector("body[data-ready]", { state: "attached" })
        const outcome = await page.evaluate(
          (given) => (globalThis as unknown as { live(life: Life): Promise<string> }).live(given),
          life,
        )
        expect(outcome).to.equal("lived")
        const storage = await page.evaluate(storageOf)
        const shown = await page.content()
        await context.close()
        return {
          requests: server.taken().map(withoutPort),
          console: lines,
          storage,
          shown,
          profile: await contentsOf(folder),
        }
      } finally {
        await context.close()
        await rm(folder, { recursive: true, force: true })
      }
    }
  })
}

function secretsOf({ seed, records, note, passphrase }: Life): Canary[] {
  const bytes = Uint8Array.from(seed)
  return [
    ...secretsOfMember("the member", Member.fromSeed(bytes), bytes),
    bytesCanary("the seed", bytes),
    minutesCanary("a record", records[0]!),
    // One of the scores that the poll does not permit.
    ...[9187, 9200].map((score) => minutesCanary("a score", score)),
    textCanary("the note", note.slice(0, 20)),
    textCanary("the passphrase", passphrase),
  ]
}

async function storageOf(): Promise<unknown> {
  return {
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookies: document.cookie,
    address: location.pathname + location.search + location.hash,
    state: JSON.stringify(history.state),
    name: window.name,
    text: document.body.innerText,
  }
}

function circuitsIn(requests: readonly string[]): string[] {
  return [...new Set(requests.flatMap((request) => /artifacts\/([a-z0-9-]+)/.exec(request)?.[1] ?? []))]
}

function withoutPort(request: string): string {
  return request.replace(/127\.0\.0\.1:\d+/g, "host")
}

async function contentsOf(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Buffer.concat(
    await Promise.all(
      files.map(async (file) =>
        Buffer.concat([Buffer.from(`${file}\n`), await readFile(file).catch(() => Buffer.alloc(0))]),
      ),
    ),
  )
}
