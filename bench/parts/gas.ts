import { connect } from "../../sdk/index.ts"
import { startAnvil } from "../../test/e2e/anvil.ts"
import { RochdaleGas } from "../chain/rochdale-gas.ts"
import { SemaphoreGas } from "../chain/semaphore-gas.ts"
import type { Part } from "../part.ts"
import { SEMAPHORE } from "../peers.ts"
import { median } from "../table.ts"
import type { Growth, Report } from "../report.ts"

const THEIRS = `${SEMAPHORE}, validateProof`
const SIZES = [10, 100, 1000, 10_000]
const BATCHES = [1, 2, 4, 8, 16, 32, 64]
const VOTE_BATCHES = BATCHES.filter((size) => size <= 32)
const GOAL_BATCH = 16
/** Proofs are random, and their zero bytes cost less: a few give a median. */
const PROOFS = 5

/** Gas of actions on a chain of this machine, with Semaphore's contracts on the same chain, compiled and set alike. */
export const gas: Part = {
  name: "gas",
  about: "votes and admissions on chain beside Semaphore's contracts",
  run: async (report, { quick }) => {
    const anvil = await startAnvil(["--accounts", "1"])
    try {
      const signer = await (await connect(anvil.url, { pollingInterval: 20 })).getSigner(0)
      const sizes = quick ? SIZES.slice(0, 2) : SIZES
      const batches = quick ? BATCHES.slice(0, 2) : BATCHES
      const theirs = await attempt(report, SEMAPHORE, () => SemaphoreGas.deploy(signer))
      const ours = await attempt(report, "rochdale", () => RochdaleGas.deploy(signer))
      // First: it needs an empty roll.
      await measureAdmissions(report, ours, theirs, sizes)
      await measureVotes(report, ours, theirs, quick ? 1 : PROOFS, batches)
    } finally {
      await anvil.stop()
    }
  },
}

async function measureAdmissions(
  report: Report,
  ours: RochdaleGas | undefined,
  theirs: SemaphoreGas | undefined,
  sizes: readonly number[],
): Promise<void> {
  const growth: Growth = {
    title: "One more member on chain",
    plot: "admissions",
    of: "members so far",
    unit: "gas",
    reference: SEMAPHORE,
    curves: [],
  }
  report.growths.push(growth)
  for (const [name, measure] of [
    [SEMAPHORE, theirs?.additions.bind(theirs)],
    ["rochdale", ours?.admissions.bind(ours)],
  ] as const) {
    if (measure === undefined) continue
    const points: { size: number; values: number[] }[] = []
    growth.curves.push({ name, points })
    await attempt(report, `${name}, admissions`, () =>
      measure(sizes, (size, value) => points.push({ size, values: [value] })),
    )
  }
}

async function measureVotes(
  report: Report,
  ours: RochdaleGas | undefined,
  theirs: SemaphoreGas | undefined,
  count: number,
  batches: readonly number[],
): Promise<void> {
  const validations = await attempt(report, THEIRS, async () => theirs?.validations(count))
  const voteBatches = VOTE_BATCHES.filter((size) => batches.includes(size))
  const inBatches = voteBatches.reduce((sum, size) => sum + size, 0)
  const poll = await attempt(report, "rochdale, poll", async () =>
    ours?.poll(count + Math.max(inBatches, batches.at(-1)!)),
  )
  const votes = await attempt(
    report,
    "rochdale, vote",
    async () => poll && ours?.votes({ ...poll, proofs: poll.proofs.slice(0, count) }),
  )
  const batched: { size: number; values: number[] }[] = []
  if (poll !== undefined && ours !== undefined)
    await attempt(report, "rochdale, votes in batches", async () => {
      let voted = count
      for (const size of voteBatches) {
        const proofs = poll.proofs.slice(voted, (voted += size))
        batched.push({ size, values: [await ours.batchedVote({ ...poll, proofs })] })
      }
    })
  const goalBatch = batched.find(({ size }) => size === GOAL_BATCH)?.values
  report.ratio("batchVote", goalBatch && median(goalBatch), validations && median(validations))
  const measured = [
    { name: THEIRS, values: validations },
    { name: "rochdale, vote", values: votes },
    { name: `rochdale, vote in a batch of ${GOAL_BATCH}`, values: goalBatch },
  ].flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values }]))
  report.comparisons.push({ title: "An anonymous action on chain", unit: "gas", reference: THEIRS, measured })

  const points: { size: number; values: number[] }[] = []
  if (poll !== undefined && ours !== undefined)
    await attempt(report, "rochdale, batch verification", async () => {
      for (const size of batches) points.push({ size, values: [await ours.verification(poll.proofs.slice(0, size))] })
    })
  report.growths.push({
    title: "On chain, per proof, by size of the batch",
    plot: "chain-batches",
    of: "proofs in the batch",
    unit: "gas",
    reference: THEIRS,
    curves: [
      { name: THEIRS, points: validations === undefined ? [] : batches.map((size) => ({ size, values: validations })) },
      { name: "rochdale, vote", points: batched },
      { name: "rochdale, verifier alone", points },
    ],
  })
}

/** What one measurement gives; nothing, and the failure in the report, when it fails. */
async function attempt<Result>(
  report: Report,
  name: string,
  measure: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await measure()
  } catch (error) {
    report.fail(name, error)
    return undefined
  }
}
