/** A repeatable source of test data (mulberry32). Nothing here is secret. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** Integer from 0 to limit - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** A field element of about 248 bits. */
  element(): bigint {
    let value = 1n
    for (let i = 0; i < 8; i++) value = (value << 31n) | BigInt(this.below(2 ** 31))
    return value
  }
}
