import { hkdf } from "@noble/hashes/hkdf.js"
import { sha512 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { commitmentHash, nullifierHash } from "../crypto/poseidon.ts"
import { reduce } from "../crypto/random.ts"
import { InvalidInputError } from "../errors.ts"
import { DeliveryKeys } from "./delivery-key.ts"
import { seal, unseal, type Sealed } from "./seal.ts"

const LEAST_SEED_BYTES = 32

let secretOf: (member: Member) => bigint
let derivedKeyOf: (member: Member, purpose: KeyPurpose) => Uint8Array

/** What a key derived from the seed serves. Each has its own HKDF info string, so that no key tells of another. */
type KeyPurpose = "delivery" | "vault-encryption" | "vault-names"

/**
 * A member on the own device: keeper of the secret from which commitment and nullifiers come.
 *
 * The secret and its seed are in private fields: printing, JSON and structured cloning show the commitment alone.
 */
export class Member {
  /** C = P1(secret): what a steward puts on the roll. Public. */
  readonly commitment: bigint
  readonly #seed: Uint8Array
  readonly #secret: bigint

  static {
    secretOf = (member: Member): bigint => member.#secret
    derivedKeyOf = (member: Member, purpose: KeyPurpose): Uint8Array =>
      hkdf(sha512, member.#seed, undefined, utf8ToBytes(`rochdale/member/${purpose}/v1`), 32)
  }

  private constructor(seed: Uint8Array) {
    this.#seed = Uint8Array.from(seed)
    // 64 bytes out of HKDF-SHA-512, reduced mod r, so that the secret is uniform to within 2^-250.
    this.#secret = reduce(hkdf(sha512, this.#seed, undefined, utf8ToBytes("rochdale/member/secret/v1"), 64))
    this.commitment = commitmentHash(this.#secret)
  }

  /** A new member, from 32 bytes of the platform's CSPRNG. */
  static create(): Member {
    return new Member(crypto.getRandomValues(new Uint8Array(LEAST_SEED_BYTES)))
  }

  /**
   * The same member for the same seed, for ever.
   *
   * @param seed at least 32 uniformly random bytes, for example a BIP-39 seed; a passphrase is not a seed
   * @throws InvalidInputError for fewer bytes
   */
  static fromSeed(seed: Uint8Array): Member {
    if (!(seed instanceof Uint8Array) || seed.length < LEAST_SEED_BYTES) {
      const length = seed instanceof Uint8Array ? seed.length : "unknown"
      throw new InvalidInputError("length of the seed", length, `at least ${LEAST_SEED_BYTES} bytes in a Uint8Array`)
    }
    return new Member(seed)
  }

  /**
   * The member that `seal` encrypted.
   *
   * @throws SealedMemberError for a wrong passphrase, an altered file, or a sealed trustee
   */
  static async open(sealed: Sealed, passphrase: string): Promise<Member> {
    return Member.fromSeed(await unseal(sealed, passphrase, "member"))
  }

  /**
   * Encrypts the member under a passphrase (at least 8 characters), as plain JSON. Takes about a second.
   *
   * @throws InvalidInputError for a shorter passphrase
   */
  seal(passphrase: string): Promise<Sealed> {
    return seal(this.#seed, passphrase, "member")
  }

  /** The mark of this member's use of a scope: P3(scope, slot, secret). Publishing it early lets others know who will use it. */
  nullifier(scope: bigint, slot = 0): bigint {
    return nullifierHash(scope, BigInt(slot), this.#secret)
  }

  /**
   * Public half of the X25519 key to which attesters seal this member's records: 64 hex digits. Show it to the steward or attester in
   * person, together with the commitment: whoever slips in another key gets the records.
   */
  async deliveryKey(): Promise<string> {
    return (await deliveryKeysOf(this)).publicKey
  }

  toJSON(): { commitment: string } {
    return { commitment: this.commitment.toString() }
  }
}

/** Both halves, for opening deliveries: not exported by the package. */
export function deliveryKeysOf(member: Member): Promise<DeliveryKeys> {
  return DeliveryKeys.fromSeed(derivedKeyOf(member, "delivery"))
}

// For the provers and the vault only: not exported by the package.
export { derivedKeyOf, secretOf }
