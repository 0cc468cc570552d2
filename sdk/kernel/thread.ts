import { WORKER_SOURCE } from "./generated/worker.ts"
import { KernelProblem } from "./problem.ts"
import { Seat, type Calls } from "./seat.ts"
import type { Answer, Request } from "./worker.ts"

/** A seat wherever it is. */
export interface RemoteSeat {
  /** @param transfer buffers that are handed over, so that no copy stays here */
  call<Name extends keyof Calls>(
    name: Name,
    args: Calls[Name][0],
    transfer: readonly ArrayBuffer[],
  ): Promise<Calls[Name][1]>
  close(): void
}

/** A seat in this very thread, which its calls keep busy. */
export function localSeat(): RemoteSeat {
  const seat = new Seat()
  return {
    call: (name, args) => seat.call(name, args),
    close: () => undefined,
  }
}

/**
 * A seat in a thread of its own, which keeps no process alive but while a call runs.
 *
 * @returns undefined where no thread can be had
 */
export async function threadSeat(): Promise<RemoteSeat | undefined> {
  const thread = await startThread()
  return thread && new ThreadSeat(thread)
}

/** A worker of a browser or of Node. */
interface Thread {
  post(request: Request, transfer: readonly ArrayBuffer[]): void
  listen(onAnswer: (answer: Answer) => void, onEnd: () => void): void
  /** Whether the process must wait for it. */
  hold(held: boolean): void
  terminate(): void
}

class ThreadSeat implements RemoteSeat {
  readonly #thread: Thread
  readonly #waiting = new Map<number, { resolve: (result: never) => void; reject: (error: unknown) => void }>()
  #calls = 0
  #ended = false

  constructor(thread: Thread) {
    this.#thread = thread
    thread.listen(
      (answer) => this.#settle(answer),
      () => this.close(),
    )
  }

  call<Name extends keyof Calls>(
    name: Name,
    args: Calls[Name][0],
    transfer: readonly ArrayBuffer[],
  ): Promise<Calls[Name][1]> {
    if (this.#ended) return Promise.reject(new KernelProblem("ended", "a thread"))
    const number = this.#calls++
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      this.#thread.hold(true)
      this.#thread.post({ number, name, args }, transfer)
    })
  }

  close(): void {
    if (this.#ended) return
    this.#ended = true
    this.#thread.terminate()
    for (const { reject } of this.#waiting.values()) reject(new KernelProblem("ended", "a thread"))
    this.#waiting.clear()
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    if (this.#waiting.size === 0) this.#thread.hold(false)
    if ("result" in answer) waiting?.resolve(answer.result as never)
    else if ("problem" in answer) waiting?.reject(new KernelProblem(answer.problem.reason, answer.problem.place))
    else waiting?.reject(new KernelProblem("ended", `a thread, with ${answer.failure}`))
  }
}

async function startThread(): Promise<Thread | undefined> {
  try {
    return typeof Worker === "function" ? await browserThread() : await nodeThread()
  } catch {
    return undefined
  }
}

/** Under a content security policy it needs `worker-src blob:`. */
async function browserThread(): Promise<Thread> {
  const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }))
  try {
    const worker = new Worker(address)
    // A policy that forbids it shows in an event only: the first answer, even to a call that does not exist, says that it runs.
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve
      worker.onerror = reject
      worker.postMessage({ number: -1, name: "none", args: [] })
    })
    return {
      post: (request, transfer) => worker.postMessage(request, [...transfer]),
      listen(onAnswer, onEnd) {
        worker.onmessage = ({ data }) => onAnswer(data as Answer)
        worker.onerror = onEnd
      },
      hold: () => undefined,
      terminate: () => worker.terminate(),
    }
  } finally {
    URL.revokeObjectURL(address)
  }
}

async function nodeThread(): Promise<Thread> {
  const { Worker: NodeWorker } = await import("node:worker_threads")
  // Neither the flags nor the environment of the process: they may change how the source is read.
  const source = `globalThis.kernelPort = require("node:worker_threads").parentPort\n${WORKER_SOURCE}`
  const worker = new NodeWorker(source, { eval: true, execArgv: [], env: {} })
  worker.unref()
  return {
    post: (request, transfer) => worker.postMessage(request, transfer),
    listen(onAnswer, onEnd) {
      worker.on("message", (answer) => onAnswer(answer as Answer))
      worker.on("error", onEnd)
      worker.on("exit", onEnd)
    },
    hold(held) {
      if (held) worker.ref()
      else worker.unref()
    },
    terminate: () => void worker.terminate(),
  }
}
