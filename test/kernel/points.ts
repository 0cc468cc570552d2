import { bn254 } from "@noble/curves/bn254.js"
import { bytesOf, fromBytes, mod, Q } from "./elements.ts"

/** A point of noble's over the base field or its extension. */
export type G1 = InstanceType<typeof bn254.G1.Point>
export type G2 = InstanceType<typeof bn254.G2.Point>

/** What the tests need of either group. */
export const GROUPS = {
  G1: {
    base: bn254.G1.Point.BASE,
    zero: bn254.G1.Point.ZERO,
    size: 64,
    coordinates: (point: G1): bigint[] => (point.is0() ? [0n, 0n] : [point.toAffine().x, point.toAffine().y]),
  },
  G2: {
    base: bn254.G2.Point.BASE,
    zero: bn254.G2.Point.ZERO,
    size: 128,
    coordinates(point: G2): bigint[] {
      if (point.is0()) return [0n, 0n, 0n, 0n]
      const { x, y } = point.toAffine()
      return [x.c0, x.c1, y.c0, y.c1]
    },
  },
} as const

export type GroupName = keyof typeof GROUPS

/** A point as the kernel reads and writes it. */
export function plainBytes(group: GroupName, point: G1 | G2): Uint8Array {
  return bytesOf(...GROUPS[group].coordinates(point as never))
}

/** A point as a zkey has it: coordinates times 2^256. */
export function zkeyBytes(group: GroupName, point: G1 | G2): Uint8Array {
  return bytesOf(...GROUPS[group].coordinates(point as never).map((value) => mod(value << 256n, Q)))
}

/** Coordinates of the points that lie one after another. */
export function coordinatesAt(group: GroupName, bytes: Uint8Array): bigint[][] {
  const { size } = GROUPS[group]
  return Array.from({ length: bytes.length / size }, (_, index) =>
    fromBytes(bytes.subarray(index * size, (index + 1) * size)),
  )
}
