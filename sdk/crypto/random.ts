import { SUBGROUP_ORDER } from "./baby-jubjub.ts"
import { FIELD_ORDER } from "./field.ts"

/**
 * A field element from the platform's CSPRNG: 64 bytes reduced mod r, so that the bias is below 2^-250.
 */
export function randomFieldElement(): bigint {
  return reduce(crypto.getRandomValues(new Uint8Array(64)))
}

/**
 * A secret scalar for Baby Jubjub, from the platform's CSPRNG: 64 bytes reduced mod l, so that the bias is below 2^-250.
 */
export function randomScalar(): bigint {
  return reduce(crypto.getRandomValues(new Uint8Array(64)), SUBGROUP_ORDER)
}

/** The big-endian integer of the bytes, mod r or another order. Uniform enough as a secret only for 64 uniform bytes. */
export function reduce(bytes: Uint8Array, order: bigint = FIELD_ORDER): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value % order
}
