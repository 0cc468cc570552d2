import type { Replacement, VaultStore } from "../../../sdk/index.ts"

/** A store whose keeper looks at what it holds, tampers with it, or lets it fail. */
export class KeptStore implements VaultStore {
  /** What lies there, by id. */
  values = new Map<string, Uint8Array>()
  /** Ids of each read, in turn. */
  readonly reads: (readonly string[])[] = []
  readonly writes: Replacement[] = []
  /** Thrown by every call while it is set. */
  broken: Error | undefined
  /** Called before each write. */
  beforeWrite: () => unknown = () => undefined

  async read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    if (this.broken) throw this.broken
    this.reads.push(ids)
    return ids.map((id) => this.values.get(id))
  }

  async replace(replacement: Replacement): Promise<boolean> {
    await this.beforeWrite()
    if (this.broken) throw this.broken
    const { guard, changes } = replacement
    const now = this.values.get(guard.id)
    if (
      now === undefined || guard.expected === undefined
        ? now !== guard.expected
        : Buffer.compare(now, guard.expected) !== 0
    )
      return false
    this.writes.push(replacement)
    for (const { id, value } of [...changes, guard]) {
      if (value === undefined) this.values.delete(id)
      else this.values.set(id, value)
    }
    return true
  }

  /** All that lies there, to be put back later. */
  copy(): Map<string, Uint8Array> {
    return new Map(this.values)
  }
}

/** The same bytes with one bit changed, the last one's when no place is given. */
export function altered(value: Uint8Array, place = value.length - 1): Uint8Array {
  return value.map((byte, index) => (index === place ? byte ^ 1 : byte))
}
