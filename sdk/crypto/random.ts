import { FIELD_ORDER } from "./field.ts"

/**
 * A field element from the platform's CSPRNG: 64 bytes reduced mod r, so that the bias is below 2^-250.
 */
export function randomFieldElement(): bigint {
  return reduce(crypto.getRandomValues(new Uint8Array(64)))
}

/** The big-endian integer of the bytes, mod r. Uniform enough as a secret only for 64 uniform bytes. */
export function reduce(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value % FIELD_ORDER
}
