import { getBytes } from "ethers"

const TRANSACTION = 21_000
const ZERO_BYTE = 4
const OTHER_BYTE = 16

/**
 * Gas of a transaction's execution alone. What its bytes cost hangs on how many of them are 0, which is chance where they are parts of proofs and
 * ciphertexts.
 *
 * @throws Error where the bytes are so dear that the floor price of EIP-7623 hides what was executed
 */
export function executionGas({ gasUsed, data }: { gasUsed: bigint; data: string }): number {
  const bytes = getBytes(data)
  const zeros = bytes.filter((byte) => byte === 0).length
  const others = bytes.length - zeros
  const used = Number(gasUsed)
  if (used <= TRANSACTION + 10 * (zeros + 4 * others))
    throw new Error("the transaction costs what its bytes cost at least")
  return used - TRANSACTION - ZERO_BYTE * zeros - OTHER_BYTE * others
}
