/** Bytes of a number, lowest first. */
export const NUMBER_SIZE = 32

const WORD = 64n

/** Units of 16 bits in a number. */
export const NUMBER_HALVES = NUMBER_SIZE / 2
const NUMBER_WORDS = NUMBER_SIZE / 4

/** A list of numbers below 2^256, each in 32 bytes: a fraction of what bigints take, and as the kernel reads them. */
export class PackedNumbers {
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  // For what must not take time; like all that runs WebAssembly, this machine has its lowest byte first.
  #words: Uint32Array
  #halves: Uint16Array
  #length: number

  /** @param length so many zeros */
  constructor(length = 0) {
    this.#bytes = new Uint8Array(length * NUMBER_SIZE)
    const { buffer } = this.#bytes
    this.#view = new DataView(buffer)
    this.#words = new Uint32Array(buffer)
    this.#halves = new Uint16Array(buffer)
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
      this.#words = new Uint32Array(bytes.buffer)
      this.#halves = new Uint16Array(bytes.buffer)
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

  /** The same for a number below 2^32. */
  setSmall(index: number, value: number): void {
    this.#words.fill(0, index * NUMBER_WORDS, (index + 1) * NUMBER_WORDS)
    this.#words[index * NUMBER_WORDS] = value
  }

  /** Puts the number at a place of another list at a place of this one. */
  copy(index: number, from: PackedNumbers, place: number): void {
    for (let word = 0; word < NUMBER_WORDS; word++)
      this.#words[index * NUMBER_WORDS + word] = from.#words[place * NUMBER_WORDS + word] as number
  }

  isZero(index: number): boolean {
    for (let word = 0; word < NUMBER_WORDS; word++) if (this.#words[index * NUMBER_WORDS + word] !== 0) return false
    return true
  }

  /** Whether the number at a place is that at a place of another list. */
  equals(index: number, other: PackedNumbers, place: number): boolean {
    for (let word = 0; word < NUMBER_WORDS; word++)
      if (this.#words[index * NUMBER_WORDS + word] !== other.#words[place * NUMBER_WORDS + word]) return false
    return true
  }

  /** A unit of 16 bits of a number, the lowest first. @param half below NUMBER_HALVES */
  halfAt(index: number, half: number): number {
    return this.#halves[index * NUMBER_HALVES + half] as number
  }

  /** The bytes of some of the numbers: no copy, and valid until the list grows. */
  bytes(first: number, end: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(first * NUMBER_SIZE, end * NUMBER_SIZE)
  }
}
