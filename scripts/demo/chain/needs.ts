/** What the demo will need of a chain. */
export interface ChainNeeds {
  attesters: number
  /** 0 where nothing is decided in secret. */
  trustees: number
  /** Seconds since 1970: the chain's clock must not stand before it. */
  notBefore: number
  /** Gas that each role will spend, generously. */
  gas: GasNeeds
}

/** By role; an attester's or a trustee's share is the same for each of them. */
export interface GasNeeds {
  admin: bigint
  steward: bigint
  attester: bigint
  convener: bigint
  relay: bigint
  trustee: bigint
}
