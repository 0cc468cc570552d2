import { Contestant } from "../contestant.ts"
import type { Part } from "../part.ts"
import { SEMAPHORE } from "../peers.ts"
import type { Measured, Report } from "../report.ts"
import { inTurns, valuesOf, type Turn } from "../rounds.ts"
import { median } from "../table.ts"

/** Proofs before the measured ones. */
const WARM_UP = 3

/** New processes for each contestant, at most: each takes seconds. */
const COLD_ROUNDS = 5

const OURS = "rochdale, 2 threads"
const THEIRS = `${SEMAPHORE}, 2 threads`

const CONTESTANTS = [
  { name: OURS, program: "rochdale", settings: ["kernel", "2"] },
  { name: "rochdale, 1 thread", program: "rochdale", settings: ["kernel", "1"] },
  { name: "snarkjs on our circuit, 2 threads", program: "rochdale", settings: ["snarkjs", "2"] },
  { name: "snarkjs on our circuit, 1 thread", program: "rochdale", settings: ["snarkjs", "1"] },
  { name: THEIRS, program: "semaphore", settings: ["2"] },
  { name: `${SEMAPHORE}, 1 thread`, program: "semaphore", settings: ["1"] },
]

/**
 * Membership proofs in Node. A proof is the whole call: path in the tree, witness and Groth16; our circuit is for 1,953,125 members, Semaphore's for
 * 1,048,576. Each contestant has a process of its own, because two copies of snarkjs in one process share a global curve object.
 */
export const proving: Part = {
  name: "proving",
  about: "membership proofs in Node: cold and warm, one and two threads, memory",
  run: async (report, { rounds, quick }) => {
    await measureCold(report, quick ? 1 : Math.min(rounds, COLD_ROUNDS))
    await measureWarm(report, rounds, quick ? 0 : WARM_UP)
  },
}

async function measureCold(report: Report, rounds: number): Promise<void> {
  const turns = CONTESTANTS.map(({ name, program, settings }) => ({
    name,
    measure: async () => {
      const start = performance.now()
      await using contestant = await Contestant.start(program, settings)
      await contestant.ask("prove")
      return performance.now() - start
    },
  }))
  const title = "Membership proof in Node, cold: a new process to its first proof"
  const measured = await inTurns(report, turns, { rounds })
  report.comparisons.push({ title, unit: "ms", reference: THEIRS, measured })
  compare(report, "cold", measured)
}

async function measureWarm(report: Report, rounds: number, warmUp: number): Promise<void> {
  await using processes = new AsyncDisposableStack()
  const started = new Map<string, Contestant>()
  for (const { name, program, settings } of CONTESTANTS) {
    try {
      started.set(name, processes.use(await Contestant.start(program, settings)))
    } catch (error) {
      report.fail(name, error)
    }
  }
  const turns = [...started].map(([name, contestant]): Turn => ({ name, measure: () => contestant.measure("prove") }))
  const measured = await inTurns(report, turns, { rounds, warmUp })
  report.comparisons.push({ title: "Membership proof in Node, warm", unit: "ms", reference: THEIRS, measured })
  compare(report, "warm", measured)

  const memory: Measured[] = []
  for (const { name } of measured) {
    const peak = await started.get(name)!.peakMemory()
    if (peak !== undefined) memory.push({ name, values: [peak] })
  }
  const title = `The most memory that those processes had resident, after ${rounds + warmUp} proofs`
  report.comparisons.push({ title, unit: "MiB", reference: THEIRS, measured: memory })
  compare(report, "memory", memory)

  // Last: verifying takes memory too.
  for (const { name } of measured)
    await started
      .get(name)!
      .ask("check")
      .catch((error: unknown) => report.fail(name, error))
}

function compare(report: Report, goal: "cold" | "warm" | "memory", measured: readonly Measured[]): void {
  const [ours, theirs] = [OURS, THEIRS].map((name) => {
    const values = valuesOf(measured, name)
    return values && median(values)
  })
  report.ratio(goal, ours, theirs)
}
