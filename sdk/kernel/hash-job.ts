/** What is hashed in bulk: leaves of the roll (P2) and inner nodes of trees (P5). */
export type HashJob = "leaf" | "node"

/** How many inputs a hash has. */
export const HASH_INPUTS: Readonly<Record<HashJob, number>> = { leaf: 2, node: 5 }

/** Hashes to be made. */
export interface HashTask {
  job: HashJob
  /** Room for the hashes, 32 bytes each, lowest first. */
  to: Uint8Array<ArrayBuffer>
  /** For each hash its inputs, in the same way. */
  from: Uint8Array<ArrayBuffer>
}

/** Where work waits for all tasks that it has given. */
export const ALL_DONE = "all done"

/** Work that hashes: it yields tasks, which others may still be busy with when it goes on, and says where it needs what they give. */
export type HashSteps<Result = void> = Generator<HashTask | typeof ALL_DONE, Result, void>
