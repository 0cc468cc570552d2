import { address, bytes32, contractHash, hashElement, textHash, uint } from "../crypto/contract-hash.ts"

const SHEET_TAG = textHash("rochdale/sheet/v1")

/**
 * What the proof of a sheet must be bound to, so that nobody but its author can post it, and only to this ledger:
 * keccak256(abi.encode(tag, chain id, ledger, author)) >> 8.
 *
 * @throws InvalidInputError for what is no address
 */
export function sheetMessage(where: { chainId: bigint | number; ledger: string; author: string }): bigint {
  const parties = [address(where.ledger, "ledger"), address(where.author, "author")]
  return hashElement(contractHash(bytes32(SHEET_TAG), uint(where.chainId, "chainId"), ...parties))
}
