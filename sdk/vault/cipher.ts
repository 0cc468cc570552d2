import { xchacha20poly1305 } from "@noble/ciphers/chacha.js"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { derivedKeyOf, type Member } from "../member/member.ts"
import { padded, unpadded } from "./padding.ts"

const DOMAIN = utf8ToBytes("rochdale/vault/v1")
const NONCE_BYTES = 24

/** A JSON value and the number of the write that made it. */
export interface Versioned {
  revision: number
  json: string
}

/** A member's keys for the vault. They are in private fields: no print or JSON shows them. */
export class VaultCipher {
  /** Place of the index, which lists the entries. */
  readonly indexId: string
  readonly #encryptionKey: Uint8Array
  readonly #nameKey: Uint8Array

  constructor(member: Member) {
    this.#encryptionKey = derivedKeyOf(member, "vault-encryption")
    this.#nameKey = derivedKeyOf(member, "vault-names")
    this.indexId = this.#id("index")
  }

  /** Place of an entry: a keyed hash of its name (HMAC-SHA-256), so that nobody else can try names. */
  idOf(name: string): string {
    return this.#id(`entry/${name}`)
  }

  /**
   * Encrypts (XChaCha20-Poly1305, a random nonce each time) with the id as associated data, so that an entry opens at its own place only.
   *
   * @throws InvalidInputError for more than a vault's entry can hold
   */
  seal(id: string, { revision, json }: Versioned): Uint8Array {
    const content = padded(utf8ToBytes(`${revision} ${json}`))
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    return concatBytes(nonce, this.#aead(nonce, id).encrypt(content))
  }

  /** undefined when it was altered, cut off, moved from another place, or is another member's. */
  open(id: string, sealed: Uint8Array): Versioned | undefined {
    try {
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const content = this.#aead(nonce, id).decrypt(sealed.subarray(NONCE_BYTES))
      const text = new TextDecoder().decode(unpadded(content))
      const space = text.indexOf(" ")
      return { revision: Number(text.slice(0, space)), json: text.slice(space + 1) }
    } catch {
      return undefined
    }
  }

  #aead(nonce: Uint8Array, id: string): ReturnType<typeof xchacha20poly1305> {
    return xchacha20poly1305(this.#encryptionKey, nonce, concatBytes(DOMAIN, hexToBytes(id)))
  }

  #id(text: string): string {
    return bytesToHex(hmac(sha256, this.#nameKey, utf8ToBytes(text)))
  }
}
