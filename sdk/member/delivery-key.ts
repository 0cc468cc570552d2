import { bytesToHex } from "@noble/hashes/utils.js"
import type sodiumModule from "libsodium-wrappers"

/** libsodium, ready for use. */
export type Sodium = typeof sodiumModule

let loading: Promise<Sodium> | undefined

/** Loads libsodium when it is needed first, so that who delivers nothing does not load it. */
export function loadSodium(): Promise<Sodium> {
  loading ??= import("libsodium-wrappers").then(
    async ({ default: sodium }) => {
      await sodium.ready
      return sodium
    },
    (error: unknown) => {
      // A page that was offline may try again.
      loading = undefined
      throw error
    },
  )
  return loading
}

/** A member's X25519 key pair for sealed deliveries. The private key is in a private field: no print or JSON shows it. */
export class DeliveryKeys {
  /** 64 hex digits: what the member shows to an attester. */
  readonly publicKey: string
  readonly #sodium: Sodium
  readonly #public: Uint8Array
  readonly #private: Uint8Array

  private constructor(sodium: Sodium, seed: Uint8Array) {
    const pair = sodium.crypto_box_seed_keypair(seed)
    this.#sodium = sodium
    this.#public = pair.publicKey
    this.#private = pair.privateKey
    this.publicKey = bytesToHex(pair.publicKey)
  }

  /** @param seed 32 uniform bytes, used for nothing else */
  static async fromSeed(seed: Uint8Array): Promise<DeliveryKeys> {
    return new DeliveryKeys(await loadSodium(), seed)
  }

  /** What was sealed to the public key (libsodium's crypto_box_seal); undefined when it was sealed to another, or altered. */
  open(sealed: Uint8Array): Uint8Array | undefined {
    try {
      return this.#sodium.crypto_box_seal_open(sealed, this.#public, this.#private)
    } catch {
      // libsodium says no more than that, and there is no more to say.
      return undefined
    }
  }
}
