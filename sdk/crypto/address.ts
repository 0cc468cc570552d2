import { keccak_256 } from "@noble/hashes/sha3.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { InvalidInputError } from "../errors.ts"

/**
 * An Ethereum address in the spelling of ERC-55, whose upper-case letters are a checksum.
 *
 * @param parameter names it in the error
 * @param address   40 hex digits after 0x, in one case, or in both as the checksum has it
 * @throws InvalidInputError
 */
export function addressOf(parameter: string, address: string): string {
  const digits = /^0x([0-9a-f]{40})$/i.exec(address)?.[1]
  const checked = digits && withChecksum(digits)
  const oneCase = digits === digits?.toLowerCase() || digits === digits?.toUpperCase()
  if (checked === undefined || !(oneCase || address === checked))
    throw new InvalidInputError(parameter, address, "an Ethereum address")
  return checked
}

/** A letter is upper case where the hash of the lower-case digits has a digit of 8 or more. */
function withChecksum(digits: string): string {
  const lower = digits.toLowerCase()
  const hash = keccak_256(utf8ToBytes(lower))
  const spelled = Array.from(lower, (digit, place) => {
    const half = ((hash[place >> 1] as number) >> (place % 2 === 0 ? 4 : 0)) & 15
    return half >= 8 ? digit.toUpperCase() : digit
  })
  return `0x${spelled.join("")}`
}
