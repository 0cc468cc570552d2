import { contractHash, hashElement, list, uint } from "../crypto/contract-hash.ts"

/**
 * What the quota proofs of a secret ballot are bound to, so that they serve this ballot only:
 * keccak256(abi.encode(sequence, ciphertexts)) >> 8.
 */
export function ballotMessage(ballot: { sequence: number | bigint; ciphertexts: readonly bigint[] }): bigint {
  return hashElement(ballotHash(ballot))
}

/** What the contract keeps of a ballot. */
export function ballotHash({
  sequence,
  ciphertexts,
}: {
  sequence: number | bigint
  ciphertexts: readonly bigint[]
}): string {
  return contractHash(uint(sequence, "sequence"), list(ciphertexts.map((number) => uint(number, "ciphertext"))))
}
