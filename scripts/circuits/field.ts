/** Least non-negative residue. */
export function residue(value: bigint, prime: bigint): bigint {
  return ((value % prime) + prime) % prime
}

/**
 * 1 / value in the field, by Euclid's algorithm.
 * @throws RangeError for 0
 */
export function invert(value: bigint, prime: bigint): bigint {
  let [r0, r1] = [prime, residue(value, prime)]
  let [t0, t1] = [0n, 1n]
  while (r1 !== 0n) {
    const quotient = r0 / r1
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  if (r0 !== 1n) throw new RangeError("0 has no inverse")
  return residue(t0, prime)
}
