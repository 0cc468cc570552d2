import { bytesToHex } from "@noble/hashes/utils.js"
import type { Replacement, VaultStore } from "./store.ts"

/** Vault entries in memory: gone with the process. For tests and for trying out. */
export class MemoryVaultStore implements VaultStore {
  readonly #values = new Map<string, Uint8Array>()

  async read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    return ids.map((id) => copied(this.#values.get(id)))
  }

  async replace({ guard, changes }: Replacement): Promise<boolean> {
    if (hex(this.#values.get(guard.id)) !== hex(guard.expected)) return false
    for (const { id, value } of [...changes, guard]) {
      if (value === undefined) this.#values.delete(id)
      else this.#values.set(id, Uint8Array.from(value))
    }
    return true
  }
}

function copied(value: Uint8Array | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : Uint8Array.from(value)
}

function hex(value: Uint8Array | undefined): string | undefined {
  return value === undefined ? undefined : bytesToHex(value)
}
