import { generatorTimes, pointTimes, requireSubgroupPoint, type Point } from "../crypto/baby-jubjub.ts"
import type { Ciphertext } from "./encryption.ts"

let secretShareOf: (share: KeyShare) => bigint

/** A trustee's share of a committee's secret key. The share itself is in a private field: printing, JSON and structured cloning do not show it. */
export class KeyShare {
  /** Index of the trustee. */
  readonly trustee: number
  /** share * B; what the trustee's parts are checked against. Public. */
  readonly key: Point
  readonly #share: bigint

  static {
    secretShareOf = (share: KeyShare): bigint => share.#share
  }

  constructor(trustee: number, share: bigint) {
    this.trustee = trustee
    this.key = generatorTimes(share)
    this.#share = share
  }

  /**
   * This trustee's part of the decryption of a sum: share * first point, for each ciphertext.
   *
   * Enough such parts open what they are of, so they are made of one thing only: the sum of a closed poll with enough ballots. That it is one is for the
   * caller to see to, by an own sum of the ballots on an own node; here nobody can tell a sum from a single ballot.
   *
   * @throws InvalidPointError for a point outside the subgroup, which would take bits of the share along
   */
  decryptionOf(sum: readonly Ciphertext[]): Point[] {
    return sum.map(({ first }, index) => {
      requireSubgroupPoint(first, `first point of ciphertext ${index}`)
      return pointTimes(this.#share, first)
    })
  }

  toJSON(): { trustee: number; key: string[] } {
    return { trustee: this.trustee, key: this.key.map(String) }
  }
}

// For the prover only: not exported by the package.
export { secretShareOf }
