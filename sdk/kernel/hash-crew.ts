import { ALL_DONE, HASH_INPUTS, type HashJob, type HashSteps, type HashTask } from "./hash-job.ts"
import { hashNow } from "./hash-now.ts"
import { otherTasks } from "./other-tasks.ts"
import { NUMBER_SIZE } from "./packed-numbers.ts"
import { KernelProblem } from "./problem.ts"
import { hashProgramSoon } from "./program.ts"
import { threadSeat, type RemoteSeat } from "./thread.ts"

/** How work in bulk is done. */
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
/** So many hashes are given to a thread at once: some 10 to 20 ms of work. */
const PIECE = 1024
/** A thread has the next piece when it is done with one. */
const PIECES_A_THREAD = 2
/** Fewer hashes than this are not worth starting threads for. */
const FEW = 2048

type Hash = (piece: HashTask) => Promise<void>

/** Threads that hash together. They keep no process alive but while they work. */
export class HashCrew {
  readonly #work: BulkWork
  readonly #total: number
  /** Lines on which one piece is done after another. */
  readonly #lines: { hash: Hash; free: Promise<void> }[]
  #done = 0

  private constructor(work: BulkWork, total: number, seats: readonly RemoteSeat[]) {
    this.#work = work
    this.#total = total
    const hashes =
      seats.length === 0
        ? [hashHere]
        : seats.map(
            (seat): Hash =>
              (piece) =>
                hashIn(seat, piece),
          )
    const lines = Array.from({ length: seats.length === 0 ? 1 : PIECES_A_THREAD }, () => hashes).flat()
    this.#lines = lines.map((hash) => ({ hash, free: Promise.resolve() }))
  }

  /**
   * Does hashing work.
   *
   * @param expected about how many hashes of each kind there are
   * @throws what the work throws; the signal's reason
   */
  static async finish<Result>(
    steps: HashSteps<Result>,
    work: BulkWork,
    expected: Readonly<Record<HashJob, number>>,
  ): Promise<Result> {
    work.signal?.throwIfAborted()
    const seats = expected.leaf + expected.node < FEW ? [] : await seated(work.threads)
    const crew = new HashCrew(work, effort("leaf", expected.leaf) + effort("node", expected.node), seats)
    try {
      return await crew.#run(steps)
    } finally {
      for (const seat of seats) seat.close()
    }
  }

  async #run<Result>(steps: HashSteps<Result>): Promise<Result> {
    for (;;) {
      const step = steps.next()
      if (step.done === true) {
        await this.#allDone()
        this.#work.onProgress?.(1)
        return step.value
      }
      if (step.value === ALL_DONE) await this.#allDone()
      else for (const piece of piecesOf(step.value)) await this.#give(piece)
    }
  }

  /** Waits for a free line only. */
  async #give(piece: HashTask): Promise<void> {
    const line = await Promise.race(this.#lines.map(async (each) => (await each.free, each)))
    this.#work.signal?.throwIfAborted()
    line.free = line.hash(piece).then(() => {
      this.#done += effort(piece.job, piece.to.length / NUMBER_SIZE)
      this.#work.onProgress?.(Math.min(this.#done / this.#total, 1))
    })
    // It is awaited later; until then its failure must not count as nobody's.
    line.free.catch(() => undefined)
  }

  async #allDone(): Promise<void> {
    await Promise.all(this.#lines.map(({ free }) => free))
    this.#work.signal?.throwIfAborted()
  }
}

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
