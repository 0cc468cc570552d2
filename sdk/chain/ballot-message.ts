import { AbiCoder, keccak256 } from "ethers"

/**
 * What the quota proofs of a secret ballot are bound to, so that they serve this ballot only:
 * keccak256(abi.encode(sequence, ciphertexts)) >> 8.
 */
export function ballotMessage(ballot: { sequence: number | bigint; ciphertexts: readonly bigint[] }): bigint {
  return BigInt(ballotHash(ballot)) >> 8n
}

/** What the contract keeps of a ballot. */
export function ballotHash({
  sequence,
  ciphertexts,
}: {
  sequence: number | bigint
  ciphertexts: readonly bigint[]
}): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint64", "uint256[]"], [sequence, ciphertexts]))
}
