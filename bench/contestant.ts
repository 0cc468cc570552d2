import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Answer, Question } from "./contestants/serve.ts"
import { peakMemory } from "./memory.ts"

/** The longest that anything measured here may take; what takes longer hangs. */
const LIMIT = 300_000

/** One of the programs in contestants/, in a process of its own that works only when it is told to. */
export class Contestant implements AsyncDisposable {
  readonly #program: string
  readonly #child: ChildProcess
  /** Rejects when the process ends, which it does not do by itself. */
  readonly #ended: Promise<never>

  private constructor(program: string, child: ChildProcess) {
    this.#program = program
    this.#child = child
    this.#ended = once(child, "exit").then(([code, signal]) => {
      throw new Error(`${program} ended (${String(code ?? signal)})`)
    })
    this.#ended.catch(() => undefined)
  }

  /** Starts it and waits until it is ready. @param settings its arguments */
  static async start(program: string, settings: readonly string[] = []): Promise<Contestant> {
    const module = fileURLToPath(new URL(`contestants/${program}.ts`, import.meta.url))
    const contestant = new Contestant(program, fork(module, settings))
    try {
      await contestant.#message()
    } catch (error) {
      await contestant.stop()
      throw error
    }
    return contestant
  }

  /** Has it do something. @returns what it measured or found */
  async ask(action: string, argument = 0): Promise<unknown> {
    const question: Question = { action, argument }
    this.#child.send(question)
    const answer = (await this.#message()) as Answer
    if ("error" in answer) throw new Error(`${this.#program}, ${action}: ${answer.error}`)
    return answer.result
  }

  /** Has it do something and measure it. */
  async measure(action: string, argument = 0): Promise<number> {
    return (await this.ask(action, argument)) as number
  }

  peakMemory(): Promise<number | undefined> {
    return peakMemory(this.#child.pid!)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill("SIGKILL")
    await this.#ended.catch(() => undefined)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  async #message(): Promise<unknown> {
    const late = AbortSignal.timeout(LIMIT)
    const message = once(this.#child, "message", { signal: late }).catch((error: unknown) => {
      throw late.aborted ? new Error(`${this.#program} did not answer within ${LIMIT / 1000} s`) : error
    })
    return ((await Promise.race([message, this.#ended])) as unknown[])[0]
  }
}
