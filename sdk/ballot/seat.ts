import { AbiCoder, getAddress, getBytes, id, keccak256 } from "ethers"
import type { Point } from "../crypto/baby-jubjub.ts"
import { InvalidInputError } from "../errors.ts"
import { MAX_TRUSTEES } from "../parameters.ts"

const DEALING_TAG = id("rochdale/dealing/v1")
const COMMITMENT_TAG = id("rochdale/commitment/v1")

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
  return BigInt(keccak256(encoded(["bytes32"], [DEALING_TAG], seat))) >> 8n
}

/**
 * The hash by which a trustee is bound to a polynomial before anybody else's is seen, as the contract computes it.
 *
 * @param commitments of the polynomial, as many as the threshold
 * @param salt        32 bytes, hex
 * @throws InvalidInputError
 */
export function polynomialHash(seat: Seat, commitments: readonly Point[], salt: string): string {
  return keccak256(encoded(["bytes32"], [COMMITMENT_TAG], seat, ["uint256[2][]", "bytes32"], [commitments, salt]))
}

/** One encoding of a seat, of 128 bytes. @throws InvalidInputError */
export function seatBytes(seat: Seat): Uint8Array {
  return getBytes(encoded([], [], seat))
}

/** @throws InvalidInputError */
export function requireIndex(parameter: string, index: number, size: number = MAX_TRUSTEES): void {
  if (!Number.isInteger(index) || index < 1 || index > size)
    throw new InvalidInputError(parameter, index, `a trustee's index, 1 to ${size}`)
}

function encoded(
  typesBefore: string[],
  before: unknown[],
  seat: Seat,
  typesAfter: string[] = [],
  after: unknown[] = [],
): string {
  const { chainId, contract, committee, index } = checked(seat)
  return AbiCoder.defaultAbiCoder().encode(
    [...typesBefore, "uint256", "address", "uint256", "uint8", ...typesAfter],
    [...before, chainId, contract, committee, index, ...after],
  )
}

function checked({ chainId, contract, committee, index }: Seat): Seat {
  requireIndex("index", index)
  for (const [name, value] of Object.entries({ chainId, committee })) {
    const whole = typeof value === "bigint" ? value : Number.isSafeInteger(value) ? BigInt(value) : 0n
    if (whole < 1n || whole >= 1n << 256n) throw new InvalidInputError(name, value, "a whole number from 1 on")
  }
  try {
    return { chainId, contract: getAddress(contract), committee, index }
  } catch {
    throw new InvalidInputError("contract", contract, "an Ethereum address")
  }
}
