/** Bytes of a number, lowest first. */
export const NUMBER_SIZE = 32

const WORD = 64n

/** A list of numbers below 2^256, each in 32 bytes: a fraction of what bigints take, and as the kernel reads them. */
export class PackedNumbers {
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  #length: number

  /** @param length so many zeros */
  constructor(length = 0) {
    this.#bytes = new Uint8Array(length * NUMBER_SIZE)
    this.#view = new DataView(this.#bytes.buffer)
    this.#length = length
  }

  static of(values: readonly bigint[]): PackedNumbers {
    const numbers = new PackedNumbers(values.length)
    values.forEach((value, index) => numbers.set(index, value))
    return numbers
  }

  get length(): number {
    return this.#length
  }

  /** Makes the list longer, by zeros. */
  grow(length: number): void {
    const size = length * NUMBER_SIZE
    if (size > this.#bytes.length) {
      // A quarter as much again, so that growing one by one copies each number a few times only.
      const bytes = new Uint8Array(Math.max(size, NUMBER_SIZE * Math.ceil(this.#length * 1.25)))
      bytes.set(this.#bytes)
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer)
    }
    this.#length = Math.max(this.#length, length)
  }

  /** The number at a place of the list. */
  at(index: number): bigint {
    const offset = index * NUMBER_SIZE
    const word = (number: number): bigint => this.#view.getBigUint64(offset + 8 * number, true)
    return word(0) | (word(1) << WORD) | (word(2) << (2n * WORD)) | (word(3) << (3n * WORD))
  }

  set(index: number, value: bigint): void {
    const offset = index * NUMBER_SIZE
    for (let [word, rest] = [0, value]; word < 4; word++, rest >>= WORD)
      this.#view.setBigUint64(offset + 8 * word, BigInt.asUintN(64, rest), true)
  }

  /** The bytes of some of the numbers: no copy, and valid until the list grows. */
  bytes(first: number, end: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(first * NUMBER_SIZE, end * NUMBER_SIZE)
  }
}
