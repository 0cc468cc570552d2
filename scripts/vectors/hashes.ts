import { FIELD_ORDER, TAG_RECORD } from "./parameters.ts"
import type { Hash } from "./poseidon.ts"
import { seeded } from "./seeded.ts"

const LAST = FIELD_ORDER - 1n

/** Poseidon itself, widths 1 to 5. */
export function poseidonVectors(hash: Hash) {
  const random = seeded("poseidon", FIELD_ORDER)
  return [1, 2, 3, 4, 5].flatMap((width) => {
    const fill = (value: bigint) => Array<bigint>(width).fill(value)
    const inputs = [
      fill(0n),
      fill(1n),
      fill(LAST),
      fill(0n).map((_, index) => BigInt(index + 1)),
      fill(0n).map((_, index) => (index === width - 1 ? 1n : 0n)),
      ...Array.from({ length: 5 }, () => fill(0n).map(random)),
    ]
    return inputs.map((values) => ({ width, inputs: values, hash: hash(values) }))
  })
}

/** Commitment, leaf and nullifier of members. */
export function identityVectors(hash: Hash) {
  const random = seeded("identity", FIELD_ORDER)
  const secrets = [0n, 1n, LAST, ...Array.from({ length: 5 }, random)]
  const attributes: [klass: bigint, admitted: bigint][] = [
    [0n, 0n],
    [1n, 0n],
    [0n, 1n],
    [15n, 0n],
    [0n, 2n ** 20n - 1n],
    [15n, 2n ** 20n - 1n],
    [3n, 19783n],
  ]
  const slots = [0n, 1n, 65534n]
  return {
    commitments: secrets.map((secret) => ({ secret, commitment: hash([secret]) })),
    leaves: attributes.map(([klass, admitted]) => {
      const commitment = random()
      const packed = klass + 256n * admitted
      return { commitment, class: klass, admitted, attributes: packed, leaf: hash([commitment, packed]) }
    }),
    nullifiers: secrets.flatMap((secret) => {
      const scope = random() >> 8n
      return slots.map((slot) => ({ scope, slot, secret, nullifier: hash([scope, slot, secret]) }))
    }),
  }
}

/** Records of labor. */
export function recordVectors(hash: Hash) {
  const random = seeded("record", FIELD_ORDER)
  const lines: [amount: bigint, day: bigint, kind: bigint][] = [
    [0n, 0n, 0n],
    [1n, 0n, 0n],
    [0n, 1n, 0n],
    [0n, 0n, 1n],
    [2n ** 24n - 1n, 0n, 0n],
    [0n, 2n ** 20n - 1n, 0n],
    [0n, 0n, 31n],
    [2n ** 24n - 1n, 2n ** 20n - 1n, 31n],
    [480n, 19783n, 4n],
  ]
  return lines.map(([amount, day, kind]) => {
    const commitment = random()
    const salt = random()
    const packed = amount + 2n ** 24n * day + 2n ** 44n * kind
    return { commitment, amount, day, kind, salt, packed, record: hash([TAG_RECORD, commitment, packed, salt]) }
  })
}
