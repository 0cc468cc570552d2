/**
 * Where a verifier keeps which nullifiers were used in which scope. Both are canonical integers below r, so that two spellings of one
 * number cannot count twice.
 */
export interface NullifierStore {
  has(scope: bigint, nullifier: bigint): Promise<boolean>
  /**
   * Marks a nullifier as used, at once and whole: of two calls at the same time exactly one gets true.
   *
   * @returns whether it was unused until now
   */
  spend(scope: bigint, nullifier: bigint): Promise<boolean>
}
