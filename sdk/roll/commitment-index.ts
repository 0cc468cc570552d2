import { NUMBER_SIZE, PackedNumbers } from "../kernel/packed-numbers.ts"

const EMPTY = 0
const DELETED = 0xffffffff
const HALVES = NUMBER_SIZE / 2

/**
 * Which place of a list a number has: a hash table of 8 to 16 bytes a number. Whoever chooses the numbers cannot make it slow: where they come is
 * decided by random keys.
 */
export class CommitmentIndex {
  readonly #numbers: PackedNumbers
  readonly #keys = crypto.getRandomValues(new Uint32Array(2 * HALVES))
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

  /** The place of a number. @returns undefined for one that is not in it, or no number below 2^256 */
  find(number: bigint): number | undefined {
    if (BigInt.asUintN(256, number) !== number) return undefined
    this.#wanted.set(0, number)
    return this.#find(this.#wanted.bytes(0, 1))
  }

  /** Adds the number at a place. @returns false for one that it has already */
  add(place: number): boolean {
    const bytes = this.#bytesAt(place)
    if (this.#find(bytes) !== undefined) return false
    if (2 * (this.#used + 1) > this.#slots.length) this.#rebuild()
    this.#put(bytes, place)
    this.#size++
    return true
  }

  /** Takes the number at a place out, before it changes. */
  delete(place: number): void {
    const slot = this.#slotOf(this.#bytesAt(place))
    if (slot === undefined) return
    this.#slots[slot] = DELETED
    this.#size--
  }

  #find(bytes: Uint8Array): number | undefined {
    const slot = this.#slotOf(bytes)
    return slot === undefined ? undefined : (this.#slots[slot] as number) - 1
  }

  #slotOf(bytes: Uint8Array): number | undefined {
    for (let slot = this.#start(bytes); ; slot = this.#next(slot)) {
      const content = this.#slots[slot] as number
      if (content === EMPTY) return undefined
      if (content !== DELETED && same(this.#bytesAt(content - 1), bytes)) return slot
    }
  }

  #put(bytes: Uint8Array, place: number): void {
    let slot = this.#start(bytes)
    while (this.#slots[slot] !== EMPTY) slot = this.#next(slot)
    this.#slots[slot] = place + 1
    this.#used++
  }

  /** Makes room, without what was deleted. */
  #rebuild(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(4 * (this.#size + 4))))
    this.#used = 0
    for (const content of before) {
      if (content !== EMPTY && content !== DELETED) this.#put(this.#bytesAt(content - 1), content - 1)
    }
  }

  /** Multilinear hashes of the number's halves of 16 bits; of each sum the upper bits are the good ones. */
  #start(bytes: Uint8Array): number {
    let [one, other] = [0, 0]
    for (let half = 0; half < HALVES; half++) {
      const value = (bytes[2 * half] as number) | ((bytes[2 * half + 1] as number) << 8)
      one += Math.imul(value, this.#keys[half] as number)
      other += Math.imul(value, this.#keys[HALVES + half] as number)
    }
    return (((one >>> 16) << 16) | (other >>> 16)) & (this.#slots.length - 1)
  }

  #next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1)
  }

  #bytesAt(place: number): Uint8Array {
    return this.#numbers.bytes(place, place + 1)
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  for (let index = 0; index < NUMBER_SIZE; index++) if (one[index] !== other[index]) return false
  return true
}
