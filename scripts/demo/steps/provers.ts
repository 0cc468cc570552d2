import { Prover, type CircuitName } from "../../../sdk/index.ts"
import type { Journal } from "../journal.ts"

/** Warm provers, opened when they are first used, and the time that each proof takes; the first one's has the opening in it. */
export class Provers implements AsyncDisposable {
  readonly #journal: Journal
  readonly #artifacts: string | undefined
  readonly #open = new Map<CircuitName, Promise<{ prover: Prover; opening: number }>>()
  /** Whether members prove at the same time now: such proofs take longer each, and their times are kept apart. */
  sideBySide = false

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
    const name = this.sideBySide ? `${circuit}, side by side` : circuit
    this.#journal.takeTime(name, performance.now() - start + held.opening)
    held.opening = 0
    return made
  }

  /** A warm prover for proofs whose time is not taken. */
  async warm(circuit: CircuitName): Promise<Prover> {
    return (await this.#of(circuit)).prover
  }

  #of(circuit: CircuitName): Promise<{ prover: Prover; opening: number }> {
    let held = this.#open.get(circuit)
    if (held === undefined) this.#open.set(circuit, (held = this.#opened(circuit)))
    return held
  }

  async #opened(circuit: CircuitName): Promise<{ prover: Prover; opening: number }> {
    const start = performance.now()
    const prover = await Prover.open(circuit, { artifacts: this.#artifacts })
    return { prover, opening: performance.now() - start }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // One that could not be opened has nothing to close, and whoever asked for it was told.
    for (const held of await Promise.allSettled(this.#open.values())) {
      if (held.status === "fulfilled") await held.value.prover.close()
    }
    this.#open.clear()
  }
}
