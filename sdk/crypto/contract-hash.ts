import { keccak_256 } from "@noble/hashes/sha3.js"
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { InvalidInputError } from "../errors.ts"
import { addressOf } from "./address.ts"

/*
 * Hashes as contracts compute them, over Solidity's abi.encode: https://docs.soliditylang.org/en/v0.8.28/abi-spec.html. A chain library has this too, but
 * takes longer to load than everything else that a member needs to prove.
 */

/** Bytes of a word. */
const WORD = 32

/** A value as abi.encode has it. What can vary in length stands behind the others, which have its place in words. */
export interface Encoded {
  bytes: Uint8Array
  varies: boolean
}

/** Any of the types uint8 to uint256. @throws InvalidInputError beyond 2^256 */
export function uint(value: bigint | number, parameter = "value"): Encoded {
  const whole = typeof value === "bigint" ? value : Number.isSafeInteger(value) ? BigInt(value) : -1n
  if (whole < 0n || whole >> 256n !== 0n) throw new InvalidInputError(parameter, value, "a whole number below 2^256")
  return fixed(hexToBytes(whole.toString(16).padStart(2 * WORD, "0")))
}

/** @throws InvalidInputError */
export function address(value: string, parameter = "address"): Encoded {
  return uint(BigInt(addressOf(parameter, value)))
}

/** @param hex 32 bytes, after 0x */
export function bytes32(hex: string): Encoded {
  if (!isHex(hex, WORD)) throw new InvalidInputError("hash", hex, "32 bytes in hex, starting with 0x")
  return fixed(hexToBytes(hex.slice(2)))
}

/** @throws InvalidInputError */
export function text(value: string): Encoded {
  return counted(utf8Of(value))
}

/** @param hex any number of bytes, after 0x */
export function bytes(hex: string): Encoded {
  return counted(hexToBytes(hex.slice(2)))
}

/** An array whose length its type does not say. */
export function list(items: readonly Encoded[]): Encoded {
  return { bytes: concatBytes(uint(items.length).bytes, encode(items)), varies: true }
}

/** abi.encode of these values, or the inside of an array of them. */
export function encode(values: readonly Encoded[]): Uint8Array {
  let behind = values.reduce((size, value) => size + (value.varies ? WORD : value.bytes.length), 0)
  const heads = values.map((value) => {
    if (!value.varies) return value.bytes
    const place = uint(behind).bytes
    behind += value.bytes.length
    return place
  })
  return concatBytes(...heads, ...values.filter(({ varies }) => varies).map((value) => value.bytes))
}

/** keccak256(abi.encode(values)), in hex after 0x. */
export function contractHash(...values: readonly Encoded[]): string {
  return hashOf(encode(values))
}

/** keccak256 of a text's UTF-8 bytes, in hex after 0x. @throws InvalidInputError */
export function textHash(value: string): string {
  return hashOf(utf8Of(value))
}

/** A hash as a field element: its upper 248 bits, which are always below r, so that no two meet by reduction. */
export function hashElement(hash: string): bigint {
  return BigInt(hash) >> 8n
}

/** @param size bytes that it must have; any number when not given */
export function isHex(value: string, size?: number): boolean {
  return /^0x([0-9a-f]{2})*$/i.test(value) && (size === undefined || value.length === 2 + 2 * size)
}

/** Half of a surrogate pair has no UTF-8 of its own: all such texts would become one. */
function utf8Of(value: string): Uint8Array {
  if (/\p{Surrogate}/u.test(value)) throw new InvalidInputError("text", value, "Unicode without half surrogate pairs")
  return utf8ToBytes(value)
}

function hashOf(content: Uint8Array): string {
  return `0x${bytesToHex(keccak_256(content))}`
}

function fixed(content: Uint8Array): Encoded {
  return { bytes: content, varies: false }
}

/** Its length, and the bytes, filled up to whole words. */
function counted(content: Uint8Array): Encoded {
  const filled = new Uint8Array(Math.ceil(content.length / WORD) * WORD)
  filled.set(content)
  return { bytes: concatBytes(uint(content.length).bytes, filled), varies: true }
}
