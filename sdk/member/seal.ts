import { xchacha20poly1305 } from "@noble/ciphers/chacha.js"
import { scryptAsync } from "@noble/hashes/scrypt.js"
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { InvalidInputError, SealedMemberError, SealedTrusteeError } from "../errors.ts"

/** Whose secret is sealed. */
export type Holder = "member" | "trustee"

/** A member's secret encrypted under a passphrase; plain JSON. */
export interface Sealed extends SealedSecret {
  holder?: never
}

/** A trustee's secret encrypted under a passphrase; plain JSON. */
export interface SealedTrustee extends SealedSecret {
  holder: "trustee"
}

interface SealedSecret {
  version: 1
  kdf: "scrypt"
  /** log2 of scrypt's N; r is 8 and p is 1. */
  cost: number
  cipher: "xchacha20-poly1305"
  /** Hex of 16 bytes. */
  salt: string
  /** Hex of 24 bytes. */
  nonce: string
  /** Hex of the encrypted secret and its tag. */
  ciphertext: string
}

/** 2^17 blocks of 1 KiB: 128 MiB for each guess (OWASP's first choice for scrypt). */
const COST = 17
// A file from elsewhere may not make this device spend gigabytes, nor pretend that a weak cost is fine.
const LEAST_COST = 14
const MOST_COST = 20
const LEAST_PASSPHRASE = 8

/**
 * Encrypts a secret under a passphrase (scrypt, XChaCha20-Poly1305). Takes about a second, on purpose.
 *
 * @param passphrase at least 8 characters; normalised to NFKC so that every keyboard spells it alike
 * @throws InvalidInputError for a shorter one
 */
export async function seal(secret: Uint8Array, passphrase: string, holder: "member"): Promise<Sealed>
export async function seal(secret: Uint8Array, passphrase: string, holder: "trustee"): Promise<SealedTrustee>
export async function seal(secret: Uint8Array, passphrase: string, holder: Holder): Promise<Sealed | SealedTrustee> {
  if (passphrase.length < LEAST_PASSPHRASE) {
    throw new InvalidInputError(
      "length of the passphrase",
      passphrase.length,
      `at least ${LEAST_PASSPHRASE} characters`,
    )
  }
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const nonce = crypto.getRandomValues(new Uint8Array(24))
  const header = {
    version: 1,
    kdf: "scrypt",
    cost: COST,
    cipher: "xchacha20-poly1305",
    salt: bytesToHex(salt),
    nonce: bytesToHex(nonce),
  } as const
  const key = await keyOf(passphrase, salt, COST)
  const ciphertext = xchacha20poly1305(key, nonce, boundHeader(header, holder)).encrypt(secret)
  key.fill(0)
  const sealed = { ...header, ciphertext: bytesToHex(ciphertext) }
  return holder === "member" ? sealed : { holder, ...sealed }
}

/**
 * Opens what `seal` made for the same holder.
 *
 * @throws SealedMemberError or SealedTrusteeError for a wrong passphrase, an altered file, or one of another form or holder
 */
export async function unseal(sealed: Sealed | SealedTrustee, passphrase: string, holder: Holder): Promise<Uint8Array> {
  const { ciphertext, ...header } = checked(sealed, holder)
  const key = await keyOf(passphrase, hexToBytes(header.salt), header.cost)
  try {
    return xchacha20poly1305(key, hexToBytes(header.nonce), boundHeader(header, holder)).decrypt(hexToBytes(ciphertext))
  } catch (cause) {
    throw new SealedErrors[holder](
      `The sealed ${holder} does not open`,
      "The passphrase is wrong, or the file was altered; check the passphrase and try another copy",
      cause,
    )
  } finally {
    key.fill(0)
  }
}

function keyOf(passphrase: string, salt: Uint8Array, cost: number): Promise<Uint8Array> {
  return scryptAsync(utf8ToBytes(passphrase.normalize("NFKC")), salt, { N: 2 ** cost, r: 8, p: 1, dkLen: 32 })
}

const SealedErrors = { member: SealedMemberError, trustee: SealedTrusteeError }

// The header is authenticated with the secret, so that nobody can lower its cost or swap its algorithms unseen, nor pass a trustee's secret off as a
// member's.
function boundHeader({ version, kdf, cost, cipher, salt, nonce }: Header, holder: Holder): Uint8Array {
  return utf8ToBytes(JSON.stringify([`rochdale/sealed-${holder}`, version, kdf, cost, cipher, salt, nonce]))
}

type Header = Omit<SealedSecret, "ciphertext">

// The type says what it should be; a file from elsewhere may be anything.
function checked(sealed: Sealed | SealedTrustee, holder: Holder): SealedSecret {
  const found = (sealed as Partial<Record<keyof SealedTrustee, unknown>> | null) ?? {}
  const wellFormed =
    // A member's file says nothing of its holder: it was the first to be.
    (found.holder ?? "member") === holder &&
    found.version === 1 &&
    found.kdf === "scrypt" &&
    found.cipher === "xchacha20-poly1305" &&
    typeof found.cost === "number" &&
    Number.isInteger(found.cost) &&
    found.cost >= LEAST_COST &&
    found.cost <= MOST_COST &&
    isHex(found.salt, 16, 16) &&
    isHex(found.nonce, 24, 24) &&
    isHex(found.ciphertext, 17, 4096)
  if (!wellFormed) {
    throw new SealedErrors[holder](
      `This is not a sealed ${holder} of version 1`,
      `Pass on the object that ${holder}.seal() gave, unchanged`,
    )
  }
  return sealed
}

function isHex(text: unknown, leastBytes: number, mostBytes: number): boolean {
  return typeof text === "string" && new RegExp(`^([0-9a-f]{2}){${leastBytes},${mostBytes}}$`).test(text)
}
