import { poseidon2 } from "poseidon-lite"
import { leanRoot, siblingsOf } from "./reference-tree.ts"

export interface Entry {
  commitment: bigint
  class: number
  admitted: number
}

/** class + 2^8 * admitted, as the protocol writes it. */
export function attributesOf(entry: { class: number; admitted: number }): bigint {
  return BigInt(entry.class) + 256n * BigInt(entry.admitted)
}

/** What the roll should be: rebuilt from its entries whenever it is asked, with none of the contract's shortcuts. */
export class RollModel {
  /** By index; undefined where a member was removed. */
  readonly places: (Entry | undefined)[] = []

  get leaves(): bigint[] {
    return this.places.map((entry) => (entry === undefined ? 0n : poseidon2([entry.commitment, attributesOf(entry)])))
  }

  get root(): bigint {
    return leanRoot(this.leaves)
  }

  get members(): Entry[] {
    return this.places.filter((entry) => entry !== undefined)
  }

  indexOf(commitment: bigint): number {
    return this.places.findIndex((entry) => entry?.commitment === commitment)
  }

  siblings(commitment: bigint): bigint[][] {
    return siblingsOf(this.leaves, this.indexOf(commitment))
  }

  /** Members of each of the 16 classes. */
  get census(): bigint[] {
    const counts = Array<bigint>(16).fill(0n)
    for (const entry of this.members) counts[entry.class]!++
    return counts
  }
}
