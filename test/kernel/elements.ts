/** Order q of the base field and r of the scalar field of BN254. */
export const Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
export const R = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** Numbers at the edges of what 32 bytes and a field hold. */
export function edges(order: bigint): bigint[] {
  return [
    0n,
    1n,
    2n,
    order - 1n,
    order - 2n,
    order,
    order + 1n,
    2n ** 253n,
    2n ** 254n - 1n,
    2n ** 29n,
    2n ** 232n - 1n,
  ]
}

/** Numbers that look random but are the same in each run. */
export function* numbers(seed: bigint): Generator<bigint, never> {
  let state = seed
  for (;;) {
    let value = 0n
    for (let word = 0; word < 4; word++) {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n)
      value = (value << 64n) | (state ^ (state >> 29n))
    }
    yield value
  }
}

export function mod(value: bigint, order: bigint): bigint {
  return ((value % order) + order) % order
}

/** Nine limbs of 29 bits. */
export function limbsOf(value: bigint): number[] {
  return Array.from({ length: 9 }, (_, index) =>
    Number(index < 8 ? (value >> BigInt(29 * index)) & 0x1fffffffn : value >> 232n),
  )
}

export function fromLimbs(limbs: Iterable<number>): bigint {
  return [...limbs].reduceRight((sum, limb) => (sum << 29n) + BigInt(limb), 0n)
}

/** A number below 2^256 as 32 bytes, lowest first. */
export function bytesOf(...values: bigint[]): Uint8Array {
  const bytes = new Uint8Array(32 * values.length)
  values.forEach((value, place) => {
    for (let [index, rest] = [0, value]; rest > 0n; index++, rest >>= 8n)
      bytes[32 * place + index] = Number(rest & 255n)
  })
  return bytes
}

export function fromBytes(bytes: Uint8Array): bigint[] {
  return Array.from({ length: bytes.length / 32 }, (_, place) =>
    bytes.subarray(32 * place, 32 * place + 32).reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n),
  )
}
