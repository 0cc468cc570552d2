/** Who may say whether a root is known, in place of one's own memory: the contract that a tree was read from. */
export type KnowsRoot = (root: bigint) => Promise<boolean>

export interface RootHistoryOptions {
  /** How long, in seconds, a superseded root is still accepted; an hour when not given. */
  rootWindow?: number
  /** Asked about superseded roots in place of this object's own memory. */
  knowsRoot?: KnowsRoot | undefined
  /** Clock in milliseconds. */
  now?: () => number
}

/**
 * Roots that a verifier accepts: the current one, and those superseded less than a window ago. The window starts when a root is
 * superseded, not when it was made: a root that stood for a year is not too old on the day after a change.
 */
export class RootHistory {
  readonly #windowMilliseconds: number
  readonly #supersededAt = new Map<bigint, number>()
  readonly #knowsRoot: KnowsRoot | undefined
  readonly #now: () => number

  constructor({ rootWindow = 3600, knowsRoot, now = Date.now }: RootHistoryOptions = {}) {
    this.#windowMilliseconds = rootWindow * 1000
    this.#knowsRoot = knowsRoot
    this.#now = now
  }

  supersede(root: bigint): void {
    this.#supersededAt.set(root, this.#now())
  }

  /** Ends all superseded roots at once, for example when a member was removed. */
  end(): void {
    this.#supersededAt.clear()
  }

  /** Whether a proof with this root is acceptable now. Root 0 never is. */
  async accepts(root: bigint, current: bigint): Promise<boolean> {
    if (root === 0n) return false
    if (root === current) return true
    if (this.#knowsRoot !== undefined) return this.#knowsRoot(root)
    const supersededAt = this.#supersededAt.get(root)
    if (supersededAt === undefined) return false
    if (this.#now() - supersededAt < this.#windowMilliseconds) return true
    this.#supersededAt.delete(root)
    return false
  }
}
