import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

/** One of the programs in contestants/, in a warm process of its own that proves when it is told to. */
export class Contestant {
  readonly #child: ChildProcess
  /** Rejects when the process ends, which it does not do by itself. */
  readonly #ended: Promise<never>

  private constructor(name: string, child: ChildProcess) {
    this.#child = child
    this.#ended = once(child, "exit").then(([code, signal]) => {
      throw new Error(`${name} ended (${String(code ?? signal)})`)
    })
    this.#ended.catch(() => undefined)
  }

  /** Starts it and waits until it has made a first proof and verified it. */
  static async start(name: string): Promise<Contestant> {
    const contestant = new Contestant(name, fork(fileURLToPath(new URL(`contestants/${name}.ts`, import.meta.url))))
    await contestant.#answer()
    return contestant
  }

  /** Makes one proof. @returns its time in ms */
  async prove(): Promise<number> {
    this.#child.send("prove")
    return this.#answer()
  }

  stop(): void {
    this.#child.kill()
  }

  async #answer(): Promise<number> {
    const [time] = (await Promise.race([once(this.#child, "message"), this.#ended])) as [number]
    return time
  }
}
