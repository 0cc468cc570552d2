/** Share of the table's places that are taken at most. */
const LOAD = 0.6

const NONE: readonly number[] = []

/**
 * Which number belongs to a point, by the point's coordinate u: a hash table with open addressing in typed arrays, of 12 bytes a place.
 *
 * It keeps 32 bits of a coordinate, besides those that choose the place. What it answers is a guess, then, and for the asker to check.
 */
export class LogTable {
  readonly #marks: Uint32Array
  readonly #values: Float64Array
  readonly #mask: number
  readonly #low64 = new BigUint64Array(1)
  readonly #words = new Uint32Array(this.#low64.buffer)

  /** @param capacity most entries */
  constructor(capacity: number) {
    const places = 2 ** Math.ceil(Math.log2(capacity / LOAD + 1))
    this.#marks = new Uint32Array(places)
    this.#values = new Float64Array(places)
    this.#mask = places - 1
  }

  /** @param value above 0 */
  add(u: bigint, value: number): void {
    let place = this.#placeOf(u)
    while (this.#values[place] !== 0) place = (place + 1) & this.#mask
    this.#marks[place] = this.#mark
    this.#values[place] = value
  }

  /** Values that may have this coordinate: none, or most likely the one. */
  find(u: bigint): readonly number[] {
    let found = NONE
    for (let place = this.#placeOf(u); this.#values[place] !== 0; place = (place + 1) & this.#mask)
      if (this.#marks[place] === this.#mark) found = [...found, this.#values[place] as number]
    return found
  }

  // Writing into 64 bits drops all others. Coordinates are spread evenly, so their bits need no hashing.
  #placeOf(u: bigint): number {
    this.#low64[0] = u
    return (this.#words[0] as number) & this.#mask
  }

  /** Of the coordinate that #placeOf was last called for. */
  get #mark(): number {
    return this.#words[1] as number
  }
}
