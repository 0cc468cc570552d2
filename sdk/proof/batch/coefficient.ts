/** Length of a coefficient in bytes: 128 bits, so that a batch with a proof that does not hold passes with a probability of 2^-128. */
export const COEFFICIENT_BYTES = 16

/**
 * A coefficient of a batch, from the platform's CSPRNG. It must be drawn after the batch is fixed: who knows the coefficients can choose
 * proofs whose errors cancel.
 */
export function randomCoefficient(): bigint {
  return crypto
    .getRandomValues(new Uint8Array(COEFFICIENT_BYTES))
    .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
