/** A place in the store, and what is to be there. */
export interface StoredValue {
  /** 64 hex digits. */
  id: string
  value: Uint8Array
}

/** A write that happens as a whole or not at all. */
export interface Replacement {
  /**
   * What must still be at this place, or nothing when undefined; and what comes there: bytes that were never there before, such as encrypted ones
   * with a random nonce.
   */
  guard: StoredValue & { expected: Uint8Array | undefined }
  /** What else is to be written; an undefined value takes the entry away. */
  changes: readonly { id: string; value: Uint8Array | undefined }[]
}

/** Where vaults keep their encrypted entries, those of all members together. It sees ids that mean nothing to it, sizes and times. */
export interface VaultStore {
  /**
   * The values at several places as they are at one moment; undefined where there is nothing.
   *
   * @throws StoreError
   */
  read(ids: readonly string[]): Promise<(Uint8Array | undefined)[]>

  /**
   * @returns whether the guard held, and so everything was written
   * @throws StoreError
   */
  replace(replacement: Replacement): Promise<boolean>
}
