import type { NullifierStore } from "./store.ts"

/** Nullifiers in memory: gone with the process. For tests and for services that keep them elsewhere. */
export class MemoryNullifiers implements NullifierStore {
  readonly #used = new Map<bigint, Set<bigint>>()

  async has(scope: bigint, nullifier: bigint): Promise<boolean> {
    return this.#used.get(scope)?.has(nullifier) ?? false
  }

  async spend(scope: bigint, nullifier: bigint): Promise<boolean> {
    let used = this.#used.get(scope)
    if (used === undefined) this.#used.set(scope, (used = new Set()))
    if (used.has(nullifier)) return false
    used.add(nullifier)
    return true
  }
}
