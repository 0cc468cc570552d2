import { Contestant } from "../contestant.ts"
import type { Part } from "../part.ts"
import { SEMAPHORE } from "../peers.ts"
import { inTurns, valuesOf, type Turn } from "../rounds.ts"
import { median } from "../table.ts"

const SNARKJS = "snarkjs, one by one"
const BATCHES = [1, 10, 100, 1000]
const QUICK_BATCHES = [1, 10]
/** The most rounds: one goes through more than a thousand proofs. */
const ROUNDS = 9

/** Times are per proof, whatever the size of the batch. */
export const verification: Part = {
  name: "verification",
  about: "proofs verified one by one and in batches of 1 to 1,000",
  run: async (report, { rounds, quick }) => {
    const sizes = quick ? QUICK_BATCHES : BATCHES
    await using processes = new AsyncDisposableStack()
    const start = async (program: string, settings: string[] = []) =>
      processes.use(await Contestant.start(program, settings))
    const turns: Turn[] = []
    /** Starts a contestant and adds what it is measured at. */
    const add = async (name: string, starting: Promise<Contestant>, of: (contestant: Contestant) => Turn[]) => {
      try {
        turns.push(...of(await starting))
      } catch (error) {
        report.fail(name, error)
      }
    }
    await add(SNARKJS, start("verifier-snarkjs"), (snarkjs) => {
      let index = 0
      return [{ name: SNARKJS, measure: () => snarkjs.measure("single", index++) }]
    })
    const semaphore = `${SEMAPHORE}, one by one`
    await add(semaphore, provedOnce(start("semaphore", ["2"])), (contestant) => [
      { name: semaphore, measure: () => contestant.measure("verify") },
    ])
    await add("rochdale", start("verifier-rochdale"), (rochdale) => {
      let index = 0
      const batches = sizes.map((size) => ({
        name: batchName(size),
        measure: async () => (await rochdale.measure("batch", size)) / size,
      }))
      return [{ name: "rochdale, one by one", measure: () => rochdale.measure("single", index++) }, ...batches]
    })

    const measured = await inTurns(report, turns, { rounds: Math.min(rounds, ROUNDS), warmUp: 1 })
    const title = "Verification of a membership proof, per proof"
    report.comparisons.push({ title, unit: "ms", reference: SNARKJS, measured })
    const points = (name: (size: number) => string) =>
      sizes.flatMap((size) => {
        const values = valuesOf(measured, name(size))
        return values === undefined ? [] : [{ size, values }]
      })
    report.growths.push({
      title: "Verification per proof by size of the batch",
      plot: "batches",
      of: "proofs in the batch",
      unit: "ms",
      reference: SNARKJS,
      curves: [
        { name: SNARKJS, points: points(() => SNARKJS) },
        { name: "rochdale", points: points(batchName) },
      ],
    })
    const [ours, theirs] = [batchName(100), SNARKJS].map((name) => {
      const values = valuesOf(measured, name)
      return values && median(values)
    })
    report.ratio("verification", ours, theirs)
  },
}

function batchName(size: number): string {
  return `rochdale, batches of ${size}`
}

async function provedOnce(starting: Promise<Contestant>): Promise<Contestant> {
  const contestant = await starting
  await contestant.ask("prove")
  return contestant
}
