import { hkdf } from "@noble/hashes/hkdf.js"
import { sha512 } from "@noble/hashes/sha2.js"
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { generatorTimes, IDENTITY, samePoint, SUBGROUP_ORDER, type Point } from "../crypto/baby-jubjub.ts"
import { encode, uint } from "../crypto/contract-hash.ts"
import { reduce } from "../crypto/random.ts"
import { InvalidInputError } from "../errors.ts"
import { seal, unseal, type SealedTrustee } from "../member/seal.ts"
import {
  checkDealingTerms,
  deal,
  recipientSet,
  requireThreshold,
  type Dealing,
  type DealingSecrets,
  type DealingTerms,
} from "./dealing.ts"
import { KeyShare } from "./key-share.ts"
import { commitTo } from "./polynomial.ts"
import { dealingContext, polynomialHash, seatBytes, type Seat } from "./seat.ts"
import { openShares, type DealtBy } from "./shares.ts"

const LEAST_SEED_BYTES = 32

let dealingSecretsOf: (trustee: Trustee, seat: Seat, terms: DealingTerms) => DealingSecrets

/** What a secret derived from the seed serves. Each has its own HKDF info string, so that no secret tells of another. */
type SecretPurpose = "encryption-key" | "coefficient" | "ephemeral" | "salt"

/** A dealing with the salt that opens the trustee's hash. */
export interface OpenedDealing extends Dealing {
  /** 32 bytes, hex. */
  salt: string
}

/**
 * A trustee on the own device. Everything that serves in any committee is derived from one seed and the seat there, and the rest stands on the chain: a
 * program that was ended goes on where it stood, on this device or another.
 *
 *     await writeFile("trustee.json", JSON.stringify(await trustee.seal(passphrase)))
 *     const trustee = await Trustee.open(JSON.parse(await readFile("trustee.json", "utf8")), passphrase)
 *
 * The sealed trustee is plain JSON, so a member's vault keeps it as well: `vault.set("trustee", await trustee.seal(passphrase))`. There is no other copy:
 * without it the trustee's shares are gone, and a committee that loses more than it can spare opens nothing any more.
 *
 * The seed is in a private field: printing, JSON and structured cloning show nothing.
 */
export class Trustee {
  readonly #seed: Uint8Array

  static {
    dealingSecretsOf = (trustee: Trustee, seat: Seat, terms: DealingTerms): DealingSecrets => {
      checkDealingTerms(terms)
      const own = terms.recipients[seat.index - 1]
      if (own === undefined || !samePoint(own, trustee.encryptionKey(seat)))
        throw new InvalidInputError(
          `recipients[${seat.index - 1}]`,
          own?.join(),
          "the key that this trustee committed at this seat",
          "Check the committee, the index, and that this is the trustee who committed there",
        )
      return {
        coefficients: trustee.#coefficients(seat, terms.threshold),
        // Bound to all that the masks are for. A node that lies about the committee, to get a second dealing, gets one with other masks: two under the
        // same ones would show how the shares differ.
        ephemeral: trustee.#scalar("ephemeral", seat, termsBytes(terms)),
      }
    }
  }

  private constructor(seed: Uint8Array) {
    this.#seed = Uint8Array.from(seed)
  }

  /** A new trustee, from 32 bytes of the platform's CSPRNG. */
  static create(): Trustee {
    return new Trustee(crypto.getRandomValues(new Uint8Array(LEAST_SEED_BYTES)))
  }

  /**
   * The same trustee for the same seed, for ever.
   *
   * @param seed at least 32 uniformly random bytes; a passphrase is not a seed
   * @throws InvalidInputError for fewer bytes
   */
  static fromSeed(seed: Uint8Array): Trustee {
    if (!(seed instanceof Uint8Array) || seed.length < LEAST_SEED_BYTES) {
      const length = seed instanceof Uint8Array ? seed.length : "unknown"
      throw new InvalidInputError("length of the seed", length, `at least ${LEAST_SEED_BYTES} bytes in a Uint8Array`)
    }
    return new Trustee(seed)
  }

  /**
   * The trustee that `seal` encrypted.
   *
   * @throws SealedTrusteeError for a wrong passphrase, an altered file, or a sealed member
   */
  static async open(sealed: SealedTrustee, passphrase: string): Promise<Trustee> {
    return Trustee.fromSeed(await unseal(sealed, passphrase, "trustee"))
  }

  /**
   * Encrypts the trustee under a passphrase (at least 8 characters), as plain JSON. Takes about a second.
   *
   * @throws InvalidInputError for a shorter passphrase
   */
  seal(passphrase: string): Promise<SealedTrustee> {
    return seal(this.#seed, passphrase, "trustee")
  }

  /** The key that others' shares are encrypted to, at one seat. Public. @throws InvalidInputError */
  encryptionKey(seat: Seat): Point {
    return generatorTimes(this.#scalar("encryption-key", seat))
  }

  /**
   * The hash that binds this trustee to its polynomial, to be published before anybody deals.
   *
   * @param threshold how many trustees of the committee open a sum together
   * @throws InvalidInputError
   */
  commitment(seat: Seat, threshold: number): string {
    requireThreshold(threshold)
    return polynomialHash(seat, commitTo(this.#coefficients(seat, threshold)), this.#salt(seat, threshold))
  }

  /**
   * What this trustee deals once all have committed: the same each time for the same terms. `proveDealing` proves it.
   *
   * @param terms from a node that the trustee trusts: whoever names the recipients' keys names who can open the shares
   * @throws InvalidInputError, InvalidPointError for keys that are none, or where this trustee's own is not among them
   */
  dealing(seat: Seat, terms: DealingTerms): OpenedDealing {
    const secrets = dealingSecretsOf(this, seat, terms)
    return { ...deal(secrets, dealingContext(seat), terms), salt: this.#salt(seat, terms.threshold) }
  }

  /**
   * This trustee's share of the committee's secret key, from what all dealers in the key sent.
   *
   * @param dealings of all dealers in the key, and of no other
   * @throws ShareMismatchError naming the dealer whose share does not fit; InvalidInputError, InvalidPointError
   */
  shareFrom(seat: Seat, dealings: readonly DealtBy[]): KeyShare {
    const contextOf = (dealer: number): bigint => dealingContext({ ...seat, index: dealer })
    const secret = this.#scalar("encryption-key", seat)
    return new KeyShare(seat.index, openShares(dealings, { index: seat.index, secret, contextOf }))
  }

  /** Bound to the threshold: a lower one would otherwise be given the same polynomial, cut off. */
  #coefficients(seat: Seat, threshold: number): bigint[] {
    return Array.from({ length: threshold }, (_, power) =>
      this.#scalar("coefficient", seat, wordBytes([threshold, power])),
    )
  }

  #salt(seat: Seat, threshold: number): string {
    return `0x${bytesToHex(this.#derive("salt", seat, wordBytes([threshold]), 32))}`
  }

  /** 64 bytes out of HKDF-SHA-512, reduced mod l: uniform to within 2^-250. */
  #scalar(purpose: SecretPurpose, seat: Seat, further: Uint8Array = new Uint8Array()): bigint {
    return reduce(this.#derive(purpose, seat, further, 64), SUBGROUP_ORDER)
  }

  #derive(purpose: SecretPurpose, seat: Seat, further: Uint8Array, length: number): Uint8Array {
    const info = concatBytes(utf8ToBytes(`rochdale/trustee/${purpose}/v1`), seatBytes(seat), further)
    return hkdf(sha512, this.#seed, undefined, info, length)
  }
}

function termsBytes({ threshold, recipients }: DealingTerms): Uint8Array {
  return wordBytes([
    threshold,
    recipients.length,
    recipientSet(recipients),
    ...recipients.flatMap((key) => key ?? IDENTITY),
  ])
}

function wordBytes(words: readonly (bigint | number)[]): Uint8Array {
  return encode(words.map((word) => uint(word)))
}

// For the prover only: not exported by the package.
export { dealingSecretsOf }
