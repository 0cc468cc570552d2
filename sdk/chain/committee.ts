import type { Result } from "ethers"
import type { Point } from "../crypto/baby-jubjub.ts"
import { indexesOf } from "./poll.ts"

export type CommitteeState = "none" | "committing" | "dealing" | "ready" | "failed"

const STATES: readonly CommitteeState[] = ["none", "committing", "dealing", "ready", "failed"]

/** Where a committee of trustees stands. */
export interface Committee {
  state: CommitteeState
  /** How many trustees open a sum together. */
  threshold: number
  /** Number of trustees. */
  size: number
  /** Indexes of those who committed, and so have a share of every dealing. */
  recipients: number[]
  /** Indexes of those whose dealings are in the key. */
  dealers: number[]
  /** First second at which it is too late to commit, since 1970-01-01. */
  commitBy: number
  /** First second at which it is too late to deal; 0 before dealing begins. */
  dealBy: number
  /** The committee's key, once it is ready. */
  key: Point | undefined
}

/** The contract's committee in our form. */
export function committeeOf(found: Result): Committee {
  const [x, y] = found["key"] as [bigint, bigint]
  const state = STATES[Number(found["state"])] as CommitteeState
  return {
    state,
    threshold: Number(found["threshold"]),
    size: Number(found["size"]),
    recipients: indexesOf(found["recipients"] as bigint),
    dealers: indexesOf(found["dealers"] as bigint),
    commitBy: Number(found["commitBy"]),
    dealBy: Number(found["dealBy"]),
    key: state === "ready" ? [x, y] : undefined,
  }
}
