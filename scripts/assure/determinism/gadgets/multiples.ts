import { ORDER } from "./curve.ts"

/** How many ranges are kept apart; more are taken as one. */
const MOST = 64

/** Which multiples of a base a point may be: integers, whatever they are modulo the base's order. */
export class Multiples {
  readonly #ranges: readonly (readonly [least: bigint, most: bigint])[]

  private constructor(ranges: readonly (readonly [bigint, bigint])[]) {
    this.#ranges = ranges.length <= MOST ? ranges : [hull(ranges)]
  }

  static of(multiple: bigint): Multiples {
    return new Multiples([[multiple, multiple]])
  }

  /** Nothing is known. */
  static any(): Multiples {
    return new Multiples([[0n, ORDER]])
  }

  /** Those of either. */
  or(other: Multiples): Multiples {
    return new Multiples([...this.#ranges, ...other.#ranges])
  }

  /** Those of the sum of two points of one base. */
  plus(other: Multiples): Multiples {
    return new Multiples(
      this.#ranges.flatMap(([least, most]) => other.#ranges.map(([low, high]) => [least + low, most + high] as const)),
    )
  }

  /** Those of the double. */
  twice(): Multiples {
    return new Multiples(this.#ranges.map(([least, most]) => [2n * least, 2n * most]))
  }

  /** Those of the opposite point. */
  opposite(): Multiples {
    return new Multiples(this.#ranges.map(([least, most]) => [-most, -least]))
  }

  /** Whether none is a multiple of l, so that the point is never the identity. */
  isNeverZero(): boolean {
    return this.#ranges.every(([least, most]) => {
      const next = ((least + (least > 0n ? ORDER - 1n : 0n)) / ORDER) * ORDER
      return next < least || next > most
    })
  }
}

function hull(ranges: readonly (readonly [bigint, bigint])[]): readonly [bigint, bigint] {
  let [[least, most]] = ranges as [readonly [bigint, bigint]]
  for (const [low, high] of ranges) {
    if (low < least) least = low
    if (high > most) most = high
  }
  return [least, most]
}
