/** Where something stands in a chain's log. */
export interface Place {
  /** Number of the block. */
  block: number
  /** Hash of the transaction. */
  transaction: string
  /** Number of the log in the block. */
  log: number
}
