import { Prover, type CircuitName } from "../../../sdk/index.ts"
import type { Journal } from "../journal.ts"

/** Warm provers, opened when they are first used, and the time that each proof takes; the first one's has the opening in it. */
export class Provers implements AsyncDisposable {
  readonly #journal: Journal
  readonly #artifacts: string | undefined
  readonly #open = new Map<CircuitName, { prover: Prover; opening: number }>()

  /** @param artifacts folder of the circuits' files; the project's own when not given */
  constructor(journal: Journal, artifacts: string | undefined) {
    this.#journal = journal
    this.#artifacts = artifacts
  }

  /** @param prove its refusals take no time: only a proof that was made is counted */
  async prove<Made>(circuit: CircuitName, prove: (prover: Prover) => Promise<Made>): Promise<Made> {
    const held = await this.#of(circuit)
    const start = performance.now()
    const made = await prove(held.prover)
    this.#journal.takeTime(circuit, performance.now() - start + held.opening)
    held.opening = 0
    return made
  }

  /** A warm prover for proofs whose time is not taken. */
  async warm(circuit: CircuitName): Promise<Prover> {
    return (await this.#of(circuit)).prover
  }

  async #of(circuit: CircuitName): Promise<{ prover: Prover; opening: number }> {
    const held = this.#open.get(circuit)
    if (held !== undefined) return held
    const start = performance.now()
    const prover = await Prover.open(circuit, { artifacts: this.#artifacts })
    const opened = { prover, opening: performance.now() - start }
    this.#open.set(circuit, opened)
    return opened
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { prover } of this.#open.values()) await prover.close()
    this.#open.clear()
  }
}
