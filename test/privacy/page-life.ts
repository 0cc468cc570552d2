/** What a member does in the page, and with what secrets. */
export interface Life {
  /** 32 bytes. */
  seed: number[]
  /** Those of the others on the roll. */
  others: number[][]
  /** Minutes of each record. */
  records: number[]
  scores: number[]
  note: string
  passphrase: string
}
