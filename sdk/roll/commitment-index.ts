import { NUMBER_HALVES, PackedNumbers } from "../kernel/packed-numbers.ts"

const EMPTY = 0
const DELETED = 0xffffffff

/**
 * Which place of a list a number has: a hash table of 8 to 16 bytes a number. Whoever chooses the numbers cannot make it slow: where they come is
 * decided by random keys.
 */
export class CommitmentIndex {
  readonly #numbers: PackedNumbers
  readonly #keys = crypto.getRandomValues(new Uint32Array(2 * NUMBER_HALVES))
  readonly #wanted = new PackedNumbers(1)
  // Place + 1, EMPTY or DELETED.
  #slots = new Uint32Array(16)
  #used = 0
  #size = 0

  /** @param numbers the list; a number that is in the index must not change */
  constructor(numbers: PackedNumbers) {
    this.#numbers = numbers
  }

  /** How many numbers it has. */
  get size(): number {
    return this.#size
  }

  /** Makes room for so many numbers at once. */
  reserve(count: number): void {
    if (2 * count > this.#slots.length) this.#rebuild(count)
  }

  /** The place of a number. @returns undefined for one that is not in it, or no number below 2^256 */
  find(number: bigint): number | undefined {
    if (BigInt.asUintN(256, number) !== number) return undefined
    this.#wanted.set(0, number)
    const content = this.#slots[this.#slotOf(this.#wanted, 0)] as number
    return content === EMPTY ? undefined : content - 1
  }

  /** Adds the number at a place. @returns false for one that it has already */
  add(place: number): boolean {
    if (2 * (this.#used + 1) > this.#slots.length) this.#rebuild(this.#size + 4)
    const slot = this.#slotOf(this.#numbers, place)
    if (this.#slots[slot] !== EMPTY) return false
    this.#slots[slot] = place + 1
    this.#used++
    this.#size++
    return true
  }

  /** Takes the number at a place out, before it changes. */
  delete(place: number): void {
    const slot = this.#slotOf(this.#numbers, place)
    if (this.#slots[slot] === EMPTY) return
    this.#slots[slot] = DELETED
    this.#size--
  }

  /** The slot of a number; an empty one for one that is not in it. */
  #slotOf(numbers: PackedNumbers, place: number): number {
    for (let slot = this.#start(numbers, place); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const content = this.#slots[slot] as number
      if (content === EMPTY) return slot
      if (content !== DELETED && this.#numbers.equals(content - 1, numbers, place)) return slot
    }
  }

  /** Makes room for so many, and drops what was deleted. */
  #rebuild(count: number): void {
    const before = this.#slots
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(4 * count)))
    this.#used = 0
    for (const content of before) {
      if (content === EMPTY || content === DELETED) continue
      this.#slots[this.#slotOf(this.#numbers, content - 1)] = content
      this.#used++
    }
  }

  /** Multilinear hashes of the number's halves of 16 bits; of each sum the upper bits are the good ones. */
  #start(numbers: PackedNumbers, place: number): number {
    let [one, other] = [0, 0]
    for (let half = 0; half < NUMBER_HALVES; half++) {
      const value = numbers.halfAt(place, half)
      one += Math.imul(value, this.#keys[half] as number)
      other += Math.imul(value, this.#keys[NUMBER_HALVES + half] as number)
    }
    return scattered(((one >>> 16) << 16) | (other >>> 16)) & (this.#slots.length - 1)
  }
}

/** Another number for each number of 32 bits, so that regular ones do not come side by side: the last step of MurmurHash3. */
function scattered(value: number): number {
  const one = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return two ^ (two >>> 16)
}
