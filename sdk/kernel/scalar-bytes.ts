import { SCALAR_SIZE } from "./kernel.ts"

/** A number below 2^256 as 32 bytes, lowest first. */
export function scalarBytes(value: bigint): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SCALAR_SIZE)
  for (let [index, rest] = [0, value]; rest > 0n; index++, rest >>= 8n) bytes[index] = Number(rest & 0xffn)
  return bytes
}

/** The number in 32 bytes, lowest first. */
export function numberOf(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte)
  return value
}
