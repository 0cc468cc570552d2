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

/** Work that hashes: it yields tasks, and goes on when each is done. */
export type HashSteps<Result = void> = Generator<HashTask, Result, void>
