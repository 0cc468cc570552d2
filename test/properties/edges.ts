import fc from "fast-check"
import { ORDER, SCALARS } from "../circuits/curve.ts"
import { R } from "../circuits/model.ts"

/*
 * Where errors live: numbers at the ends of ranges, of fields and of machine words, and beside them.
 */

/** Numbers of 256 bits at which something ends. */
const CORNERS = [
  0n,
  R,
  2n * R,
  5n * R,
  (R - 1n) / 2n,
  ORDER,
  2n * ORDER,
  8n * ORDER,
  SCALARS,
  2n ** 256n - 3n,
  ...[
    1, 2, 8, 16, 20, 24, 28, 29, 31, 32, 40, 52, 63, 64, 72, 100, 126, 128, 152, 159, 192, 248, 252, 253, 254, 255,
  ].map((bits) => 1n << BigInt(bits)),
]

/** Each corner, and what lies one or two beside it. */
export const EDGES: readonly bigint[] = [
  ...new Set(CORNERS.flatMap((corner) => [-2n, -1n, 0n, 1n, 2n].map((offset) => corner + offset))),
].filter((edge) => edge >= 0n && edge < 2n ** 256n)

/** A number from `least` to below `bound`, half of the time at an edge. */
export function below(bound: bigint, least = 0n): fc.Arbitrary<bigint> {
  const edges = [...new Set([...EDGES, bound - 1n, bound - 2n, least, least + 1n])]
  return fc.oneof(
    fc.constantFrom(...edges.filter((edge) => edge >= least && edge < bound)),
    fc.bigInt({ min: least, max: bound - 1n }),
  )
}

/** The same for numbers that are small enough to be no bigint. */
export function small(bound: number, least = 0): fc.Arbitrary<number> {
  return below(BigInt(bound), BigInt(least)).map(Number)
}

/** A canonical field element. */
export const element = below(R)

/** What a word of the EVM can hold, of which a field element has up to six spellings; often just at the field's end. */
export const word = fc.oneof(
  { weight: 4, arbitrary: below(2n ** 256n) },
  { weight: 1, arbitrary: fc.bigInt({ min: -2n, max: 2n }).map((offset) => R + offset) },
)

/** A field element or its opposite, as circuits take both. */
export const signed = fc.oneof(
  { weight: 2, arbitrary: element },
  { weight: 1, arbitrary: element.map((value) => (R - value) % R) },
)

/** A scalar of 251 bits, of which some are twins: l or more. */
export const scalar = below(SCALARS)
