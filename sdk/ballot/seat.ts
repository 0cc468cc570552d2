import { addressOf } from "../crypto/address.ts"
import type { Point } from "../crypto/baby-jubjub.ts"
import {
  address,
  bytes32,
  contractHash,
  encode,
  hashElement,
  list,
  textHash,
  uint,
  type Encoded,
} from "../crypto/contract-hash.ts"
import { InvalidInputError } from "../errors.ts"
import { MAX_TRUSTEES } from "../parameters.ts"

const DEALING_TAG = textHash("rochdale/dealing/v1")
const COMMITMENT_TAG = textHash("rochdale/commitment/v1")

/** A trustee's place in one committee. All that a trustee keeps secret for it is derived for this place and no other. */
export interface Seat {
  chainId: bigint | number
  /** Address of the contract of committees. */
  contract: string
  /** Number of the committee. */
  committee: bigint | number
  /** The trustee's place in it, from 1 on. */
  index: number
}

/**
 * What a dealing's shares are encrypted for, as the contract computes it: keccak256(abi.encode(tag, chain id, contract, committee, index)) >> 8.
 *
 * @param seat the dealer's
 * @throws InvalidInputError
 */
export function dealingContext(seat: Seat): bigint {
  return hashElement(contractHash(bytes32(DEALING_TAG), ...encoded(seat)))
}

/**
 * The hash by which a trustee is bound to a polynomial before anybody else's is seen, as the contract computes it.
 *
 * @param commitments of the polynomial, as many as the threshold
 * @param salt        32 bytes, hex
 * @throws InvalidInputError
 */
export function polynomialHash(seat: Seat, commitments: readonly Point[], salt: string): string {
  const points = commitments.map((point) => ({ bytes: encode(point.map((part) => uint(part))), varies: false }))
  return contractHash(bytes32(COMMITMENT_TAG), ...encoded(seat), list(points), bytes32(salt))
}

/** One encoding of a seat, of 128 bytes. @throws InvalidInputError */
export function seatBytes(seat: Seat): Uint8Array {
  return encode(encoded(seat))
}

/** @throws InvalidInputError */
export function requireIndex(parameter: string, index: number, size: number = MAX_TRUSTEES): void {
  if (!Number.isInteger(index) || index < 1 || index > size)
    throw new InvalidInputError(parameter, index, `a trustee's index, 1 to ${size}`)
}

function encoded(seat: Seat): Encoded[] {
  const { chainId, contract, committee, index } = checked(seat)
  return [uint(chainId), address(contract), uint(committee), uint(index)]
}

function checked({ chainId, contract, committee, index }: Seat): Seat {
  requireIndex("index", index)
  for (const [name, value] of Object.entries({ chainId, committee })) {
    const whole = typeof value === "bigint" ? value : Number.isSafeInteger(value) ? BigInt(value) : 0n
    if (whole < 1n || whole >= 1n << 256n) throw new InvalidInputError(name, value, "a whole number from 1 on")
  }
  return { chainId, contract: addressOf("contract", contract), committee, index }
}
