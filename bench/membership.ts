import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT } from "../scripts/paths.ts"
import { Contestant } from "./contestant.ts"
import { machine } from "./machine.ts"
import { installSemaphore, SEMAPHORE_VERSIONS } from "./semaphore-package.ts"
import { median, textTable } from "./table.ts"

/** Ours may take at most this share of Semaphore's time. */
const BUDGET = 0.8

/** Proofs before the measured ones: the compiler of the JavaScript engine has seen the code by then. */
const WARM_UP = 3

/**
 * Measures membership proofs of this package and of Semaphore v4, in turns, and prints both medians and their ratio.
 *
 * Each has a warm process of its own, because two copies of snarkjs in one process share a global curve object; only one of the
 * processes works at a time. A proof is the whole call: path in the tree, witness and Groth16.
 */
export async function benchMembership(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: "string", default: "15" }, check: { type: "boolean", default: false } },
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs must be a whole number from 1, not "${values.runs}"`)

  await installSemaphore()
  const contestants = await Promise.all(["rochdale", "semaphore"].map((name) => Contestant.start(name)))
  const times: number[][] = contestants.map(() => [])
  try {
    for (let round = -WARM_UP; round < runs; round++) {
      for (const [index, contestant] of contestants.entries()) {
        const time = await contestant.prove()
        if (round >= 0) times[index]!.push(time)
      }
    }
  } finally {
    for (const contestant of contestants) contestant.stop()
  }

  const [ours, theirs] = times.map(median) as [number, number]
  const ratio = ours / theirs
  const report = [
    `Membership proofs, warm, ${runs} each in turns`,
    "",
    textTable(
      ["", "tree", "median", "fastest", "slowest"],
      [
        ["rochdale", "of 5, 9 levels", ...spread(times[0]!)],
        [`semaphore ${SEMAPHORE_VERSIONS.core}`, "of 2, 20 levels", ...spread(times[1]!)],
      ],
    ),
    "",
    `ratio ${ratio.toFixed(2)} (budget: at most ${BUDGET.toFixed(2)})`,
    machine(),
    "",
  ].join("\n")
  console.log(report)

  if (values.check) {
    if (ratio > BUDGET) process.exitCode = 1
    return
  }
  await mkdir(join(ROOT, "bench", "results"), { recursive: true })
  await writeFile(join(ROOT, "bench", "results", "membership.txt"), report)
}

function spread(times: readonly number[]): string[] {
  return [median(times), Math.min(...times), Math.max(...times)].map((time) => `${time.toFixed(0)} ms`)
}
