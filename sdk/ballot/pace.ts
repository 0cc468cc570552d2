/** How far some long work is: the share that is done, 0 to 1. A search that is lucky goes from anywhere to 1. */
export type OnDone = (done: number) => void

export interface LongWork {
  onProgress?: OnDone | undefined
  /** Ends the work with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** How long the thread is kept at most before others get it, in milliseconds. */
const STRETCH = 20

/**
 * Keeps long work from holding up everything else on its thread: gives timers, input and drawing their turn several times a frame's length, tells how far
 * it is, and ends when asked to.
 */
export class Pace {
  readonly #total: number
  readonly #work: LongWork
  #done = 0
  #since = performance.now()

  /** @param total units of work, at most */
  constructor(total: number, work: LongWork) {
    this.#total = total
    this.#work = work
    work.signal?.throwIfAborted()
  }

  /** Call it after every few milliseconds of work. @throws the signal's reason */
  async spent(units: number): Promise<void> {
    this.#done += units
    if (performance.now() - this.#since < STRETCH) return
    await otherTasks()
    this.#work.signal?.throwIfAborted()
    this.#work.onProgress?.(Math.min(this.#done / this.#total, 1))
    this.#since = performance.now()
  }

  finish(): void {
    this.#work.onProgress?.(1)
  }
}

// By a message, not a timer: browsers hold timers back, in a tab in the background to one a second.
function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
