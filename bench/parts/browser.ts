import { PageContestant } from "../browser/page-contestant.ts"
import { PageServer } from "../browser/server.ts"
import type { Part } from "../part.ts"
import { SEMAPHORE } from "../peers.ts"
import type { Measured, Report } from "../report.ts"
import { inTurns, valuesOf, type Turn } from "../rounds.ts"
import { median } from "../table.ts"

const WARM_UP = 2
const COLD_ROUNDS = 3
const WARM_ROUNDS = 10

const OURS = "rochdale, 2 threads"
const THEIRS = `${SEMAPHORE}, 2 threads`

const CONTESTANTS = [
  { name: OURS, threads: 2, page: "rochdale?engine=kernel&threads=2" },
  { name: "rochdale, 1 thread", threads: 1, page: "rochdale?engine=kernel&threads=1" },
  { name: "snarkjs on our circuit, 2 threads", threads: 2, page: "rochdale?engine=snarkjs&threads=2" },
  { name: THEIRS, threads: 2, page: "semaphore" },
  { name: `${SEMAPHORE}, 1 thread`, threads: 1, page: "semaphore" },
]

/** The same proofs as in Node, in pages whose bundles and artifacts come from this machine. */
export const browser: Part = {
  name: "browser",
  about: "membership proofs in headless Chromium: the same",
  run: async (report, { rounds, quick }) => {
    await using server = await PageServer.start(["rochdale", "semaphore"])
    await measureCold(report, server.address, quick ? 1 : Math.min(rounds, COLD_ROUNDS))
    await measureWarm(report, server.address, Math.min(rounds, WARM_ROUNDS), quick ? 0 : WARM_UP)
  },
}

async function measureCold(report: Report, address: string, rounds: number): Promise<void> {
  const turns = CONTESTANTS.map(({ name, threads, page }) => ({
    name,
    measure: async () => {
      // The browser is there already: a page is what somebody waits for.
      await using contestant = await PageContestant.start(threads)
      const start = performance.now()
      await contestant.open(`${address}/${page}`)
      await contestant.ask("prove")
      return performance.now() - start
    },
  }))
  const title = "Membership proof in Chromium, cold: opening the page to its first proof"
  const measured = await inTurns(report, turns, { rounds })
  report.comparisons.push({ title, unit: "ms", reference: THEIRS, measured })
}

async function measureWarm(report: Report, address: string, rounds: number, warmUp: number): Promise<void> {
  await using browsers = new AsyncDisposableStack()
  const started = new Map<string, PageContestant>()
  for (const { name, threads, page } of CONTESTANTS) {
    try {
      const contestant = browsers.use(await PageContestant.start(threads))
      await contestant.open(`${address}/${page}`)
      started.set(name, contestant)
    } catch (error) {
      report.fail(name, error)
    }
  }
  const turns = [...started].map(([name, contestant]): Turn => ({ name, measure: () => contestant.measure("prove") }))
  const measured = await inTurns(report, turns, { rounds, warmUp })
  report.comparisons.push({ title: "Membership proof in Chromium, warm", unit: "ms", reference: THEIRS, measured })
  const [ours, theirs] = [OURS, THEIRS].map((name) => {
    const values = valuesOf(measured, name)
    return values && median(values)
  })
  report.ratio("browser", ours, theirs)

  const memory: Measured[] = []
  for (const { name } of measured) {
    const peak = await started.get(name)!.peakMemory()
    if (peak !== undefined) memory.push({ name, values: [peak] })
  }
  const title = "The most memory that those pages' processes had resident"
  report.comparisons.push({ title, unit: "MiB", reference: THEIRS, measured: memory })
  for (const { name } of measured)
    await started
      .get(name)!
      .ask("check")
      .catch((error: unknown) => report.fail(name, error))
}
