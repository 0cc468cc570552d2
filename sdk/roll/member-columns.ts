import { InvalidInputError } from "../errors.ts"
import { ALL_DONE, type HashSteps } from "../kernel/hash-job.ts"
import { PackedNumbers } from "../kernel/packed-numbers.ts"
import { packAttributes, unpackAttributes, type Attributes } from "../member/attributes.ts"
import { CommitmentIndex } from "./commitment-index.ts"

/** A member as the roll holds one. */
export interface RollEntry extends Attributes {
  commitment: bigint
}

/** So many leaves are prepared at once; more would only take more memory. */
const AT_ONCE = 8192

/**
 * The members in the order of their places, packed: 36 bytes each, and 8 to 16 for finding them. A place whose member was removed has commitment and
 * attributes 0, which no member has.
 */
export class MemberColumns {
  readonly #commitments = new PackedNumbers()
  readonly #index = new CommitmentIndex(this.#commitments)
  #attributes = new Uint32Array(0)
  #size = 0

  /** Number of places. */
  get size(): number {
    return this.#size
  }

  /** Number of members. */
  get memberCount(): number {
    return this.#index.size
  }

  /** The member at a place. @returns undefined where one was removed */
  at(index: number): RollEntry | undefined {
    if (this.#commitments.isZero(index)) return undefined
    const commitment = this.#commitments.at(index)
    return { commitment, ...unpackAttributes(BigInt(this.#attributes[index] as number)) }
  }

  /** The packed commitments and attributes of some places: no copies. */
  packed(first: number, end: number): { commitments: Uint8Array; attributes: Uint32Array } {
    return { commitments: this.#commitments.bytes(first, end), attributes: this.#attributes.subarray(first, end) }
  }

  /** The place of a member. */
  find(commitment: bigint): number | undefined {
    return commitment === 0n ? undefined : this.#index.find(commitment)
  }

  /** Makes room for places without a member, before they are filled. */
  grow(size: number): void {
    this.#commitments.grow(size)
    this.#index.reserve(size)
    if (size > this.#attributes.length) {
      const attributes = new Uint32Array(Math.max(size, Math.ceil(this.#size * 1.25)))
      attributes.set(this.#attributes)
      this.#attributes = attributes
    }
    this.#size = size
  }

  /** Puts a member, or none, at a place. @throws InvalidInputError for one that has another place, and then nothing is changed */
  set(index: number, entry: RollEntry | undefined): void {
    const attributes = entry === undefined ? 0 : Number(packAttributes(entry))
    const had = this.#commitments.at(index)
    if (had !== 0n) this.#index.delete(index)
    this.#commitments.set(index, entry?.commitment ?? 0n)
    if (entry !== undefined && !this.#index.add(index)) {
      this.#commitments.set(index, had)
      if (had !== 0n) this.#index.add(index)
      throw twice(entry.commitment)
    }
    this.#attributes[index] = attributes
  }

  /**
   * Hashes leaves: P2(commitment, attributes), and 0 where there is no member.
   *
   * @param count   how many
   * @param placeOf which place each of them is of; asked in order, before the place is read
   * @param first   where in `leaves` the first comes
   */
  *hashLeaves(count: number, placeOf: (number: number) => number, leaves: PackedNumbers, first: number): HashSteps {
    const empty: number[] = []
    for (let done = 0; done < count; done += AT_ONCE) {
      const end = Math.min(done + AT_ONCE, count)
      const inputs = new PackedNumbers(2 * (end - done))
      for (let number = done; number < end; number++) {
        const [place, at] = [placeOf(number), 2 * (number - done)]
        inputs.copy(at, this.#commitments, place)
        inputs.setSmall(at + 1, this.#attributes[place] as number)
        if (this.#commitments.isZero(place)) empty.push(first + number)
      }
      const to = leaves.bytes(first + done, first + end)
      yield { job: "leaf", to, from: inputs.bytes(0, inputs.length) }
    }
    yield ALL_DONE
    for (const place of empty) leaves.set(place, 0n)
  }
}

/** The error for a commitment that a roll holds already. */
export function twice(commitment: bigint): InvalidInputError {
  return new InvalidInputError(
    "commitment",
    commitment,
    "one that the roll does not hold yet",
    "A member can be admitted only once",
  )
}
