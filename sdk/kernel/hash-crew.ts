import { HASH_INPUTS, type HashJob, type HashSteps, type HashTask } from "./hash-job.ts"
import { hashNow } from "./hash-now.ts"
import { otherTasks } from "./other-tasks.ts"
import { NUMBER_SIZE } from "./packed-numbers.ts"
import { KernelProblem } from "./problem.ts"
import { hashProgramSoon } from "./program.ts"
import { threadSeat, type RemoteSeat } from "./thread.ts"

/** How much work in bulk is done, and by how many. */
export interface BulkWork {
  /** Threads to work in; as many as there are processor cores when not given. 1: all is done in the calling thread. */
  threads?: number | undefined
  /** Told the share of the work that is done, 0 to 1. */
  onProgress?: ((done: number) => void) | undefined
  /** Ends the work with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** How long a hash takes, in proportion. */
const EFFORT: Readonly<Record<HashJob, number>> = { leaf: 3, node: 5 }
/** So many hashes are given to a thread at once: some 20 ms of work. */
const PIECE = 1024
/** Fewer hashes than this are not worth starting threads for. */
const FEW = 2048

/** Threads that hash together. They keep no process alive but while they work. */
export class HashCrew {
  readonly #work: BulkWork
  readonly #total: number
  #seats: Promise<readonly RemoteSeat[]> | undefined
  #done = 0

  /** @param expected how many hashes of each kind there will be, for the progress */
  constructor(work: BulkWork, expected: Readonly<Record<HashJob, number>>) {
    this.#work = work
    this.#total = effort("leaf", expected.leaf) + effort("node", expected.node)
    work.signal?.throwIfAborted()
  }

  /** Does hashing work, then ends the threads. @throws the signal's reason */
  async finish<Result>(steps: HashSteps<Result>): Promise<Result> {
    try {
      for (;;) {
        const step = steps.next()
        if (step.done === true) {
          this.#work.onProgress?.(1)
          return step.value
        }
        await this.#hash(step.value)
      }
    } finally {
      for (const seat of (await this.#seats) ?? []) seat.close()
    }
  }

  async #hash(task: HashTask): Promise<void> {
    const pieces = piecesOf(task)
    const count = task.to.length / NUMBER_SIZE
    const seats = count < FEW ? [] : await (this.#seats ??= seated(this.#work.threads))
    const workers = seats.length === 0 ? [hashHere] : seats.map((seat) => (piece: HashTask) => hashIn(seat, piece))
    // Two pieces for each, so that the next is there when one is done.
    const lines = seats.length === 0 ? workers : [...workers, ...workers]
    await Promise.all(
      lines.map(async (hash) => {
        for (const piece of pieces) {
          this.#work.signal?.throwIfAborted()
          await hash(piece)
          this.#done += effort(piece.job, piece.to.length / NUMBER_SIZE)
          this.#work.onProgress?.(Math.min(this.#done / this.#total, 1))
        }
      }),
    )
  }
}

/** One sequence that all lines take from. */
function* piecesOf({ job, to, from }: HashTask): Generator<HashTask, void, void> {
  const [step, inputs] = [PIECE * NUMBER_SIZE, HASH_INPUTS[job]]
  for (let at = 0; at < to.length; at += step) {
    yield { job, to: to.subarray(at, at + step), from: from.subarray(at * inputs, (at + step) * inputs) }
  }
}

async function hashHere(piece: HashTask): Promise<void> {
  hashNow(piece)
  await otherTasks()
}

async function hashIn(seat: RemoteSeat, piece: HashTask): Promise<void> {
  const from = piece.from.slice()
  try {
    piece.to.set(await seat.call("hash", [piece.job, from, piece.to.length], [from.buffer]))
  } catch (error) {
    // A thread that ended leaves its work to this one.
    if (!(error instanceof KernelProblem)) throw error
    await hashHere(piece)
  }
}

/** Seats in threads of their own, ready to hash; none where there is one core, no thread or no SIMD. */
async function seated(threads: number | undefined): Promise<readonly RemoteSeat[]> {
  const count = threads ?? (await coreCount())
  const program = count > 1 ? await hashProgramSoon() : undefined
  if (program === undefined) return []
  const seats = await Promise.all(Array.from({ length: count }, () => threadSeat()))
  const there = seats.filter((seat) => seat !== undefined)
  try {
    await Promise.all(there.map((seat) => seat.call("loadHashes", [program], [])))
    return there
  } catch {
    for (const seat of there) seat.close()
    return []
  }
}

async function coreCount(): Promise<number> {
  // Node has `navigator` from 21 on.
  if (typeof navigator === "object") return navigator.hardwareConcurrency
  const { availableParallelism } = await import("node:os")
  return availableParallelism()
}

function effort(job: HashJob, count: number): number {
  return EFFORT[job] * count
}
