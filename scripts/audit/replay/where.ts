/** What is audited: enters hashes, so that nothing of one chain, contract or poll counts in another. */
export interface Where {
  chainId: bigint
  assembly: string
  trustees: string
  pollId: bigint
}
