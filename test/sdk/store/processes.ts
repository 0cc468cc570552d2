import { expect } from "chai"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Vault, type Mailbox, type VaultStore } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url))

interface Writer {
  child: ChildProcess
  /** Resolves at the next line that it prints; false when it has ended. */
  line: () => Promise<boolean>
}

/** What must hold when processes write at once or are killed while they write. */
export function survivesProcesses(
  placeOf: () => Promise<string> | string,
  openMailbox: (place: string) => Promise<Mailbox & { close(): Promise<void> }>,
  openVaultStore: (place: string) => Promise<VaultStore & { close(): Promise<void> }>,
): void {
  it("keeps what several processes write at once", async () => {
    const place = await placeOf()
    const mailbox = await openMailbox(place)
    const after = await lastPlace(mailbox)
    const writers = [1, 2, 3].map(() => start("mailbox", place, 20, 10))
    await Promise.all(writers.map(({ child }) => endOf(child)))
    const { next, envelopes } = await mailbox.fetch({ ...(await mailbox.fetch()).next, after }, 1000)
    await mailbox.close()
    expect(next.after - after).to.equal(600)
    expect(envelopes.map(({ place: found }) => found - after)).to.deep.equal(
      Array.from({ length: 600 }, (_, index) => index + 1),
    )
  })

  it("holds whole lots of envelopes when a process is killed while it puts one", async () => {
    const place = await placeOf()
    const mailbox = await openMailbox(place)
    for (const delay of [3, 17, 40]) {
      const after = await lastPlace(mailbox)
      const told = await killed(start("mailbox", place, 700, 1000), delay)
      const page = await mailbox.fetch({ ...(await mailbox.fetch()).next, after }, 1000)
      const stored = (await lastPlace(mailbox)) - after
      expect(stored % 700).to.equal(0)
      // What it was told to be stored is stored; one lot more may be.
      expect(stored / 700).to.be.within(told, told + 1)
      expect(page.envelopes.length).to.equal(Math.min(stored, 1000))
    }
    await mailbox.close()
  })

  it("holds whole updates of a vault when a process is killed while it makes one", async () => {
    const place = await placeOf()
    const store = await openVaultStore(place)
    for (const delay of [3, 17, 40]) {
      const before = await entries(store)
      const told = await killed(start("vault", place, 40, 1000), delay)
      const after = await entries(store)
      expect(new Set(after).size).to.equal(1)
      expect((after[0] ?? 0) - (before[0] ?? 0)).to.be.within(told, told + 1)
    }
    await store.close()
  })
}

function start(...args: (string | number)[]): Writer {
  const child = spawn(process.execPath, [WRITER, ...args.map(String)], { stdio: ["ignore", "pipe", "inherit"] })
  let lines = 0
  let ended = false
  let tell: () => void = () => undefined
  child.stdout.on("data", (text: Buffer) => {
    lines += text.toString().split("\n").length - 1
    tell()
  })
  child.once("close", () => {
    ended = true
    tell()
  })
  const line = async (): Promise<boolean> => {
    while (lines === 0 && !ended) await new Promise<void>((resolve) => (tell = resolve))
    if (lines === 0) return false
    lines--
    return true
  }
  return { child, line }
}

async function endOf(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, "close")) as [number]
  expect(code).to.equal(0)
}

/** Lets it write for a moment and kills it. @returns how often it was told that its write was done */
async function killed(writer: Writer, delay: number): Promise<number> {
  expect(await writer.line()).to.equal(true)
  expect(await writer.line()).to.equal(true)
  await new Promise((resolve) => setTimeout(resolve, delay))
  writer.child.kill("SIGKILL")
  let told = 1
  while (await writer.line()) told++
  return told
}

async function lastPlace(mailbox: Mailbox): Promise<number> {
  let page = await mailbox.fetch(undefined, 1000)
  while (page.more) page = await mailbox.fetch(page.next, 1000)
  return page.next.after
}

async function entries(store: VaultStore): Promise<number[]> {
  const vault = Vault.of(memberNumber(5), store)
  const found = await vault.look(await vault.names())
  return [...found.values()] as number[]
}
