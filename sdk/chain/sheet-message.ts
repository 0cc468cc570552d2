import { AbiCoder, getAddress, id, keccak256 } from "ethers"
import { InvalidInputError } from "../errors.ts"

const SHEET_TAG = id("rochdale/sheet/v1")

/**
 * What the proof of a sheet must be bound to, so that nobody but its author can post it, and only to this ledger:
 * keccak256(abi.encode(tag, chain id, ledger, author)) >> 8.
 *
 * @throws InvalidInputError for what is no address
 */
export function sheetMessage(where: { chainId: bigint | number; ledger: string; author: string }): bigint {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "uint256", "address", "address"],
    [SHEET_TAG, where.chainId, addressOf("ledger", where.ledger), addressOf("author", where.author)],
  )
  return BigInt(keccak256(encoded)) >> 8n
}

function addressOf(parameter: string, value: string): string {
  try {
    return getAddress(value)
  } catch {
    throw new InvalidInputError(parameter, value, "an Ethereum address")
  }
}
