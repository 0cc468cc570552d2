import { hexToBytes } from "@noble/hashes/utils.js"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { EnvelopeError, InvalidInputError } from "../errors.ts"
import type { RecordOpening } from "../labor/opening.ts"
import { loadSodium } from "../member/delivery-key.ts"
import { deliveryKeysOf, type Member } from "../member/member.ts"
import { decodeOpening, encodeOpening, OPENING_BYTES } from "./opening-encoding.ts"

/** One opening sealed to one member: bytes that show neither. All envelopes are equally long. */
export type Envelope = Uint8Array

/** What crypto_box_seal adds: an ephemeral public key and the authenticator. */
const SEAL_BYTES = 32 + 16

/** Length of every envelope: 560. */
export const ENVELOPE_BYTES = OPENING_BYTES + SEAL_BYTES

/** What an attester knows of a member whose records are to be sealed. */
export interface Contact {
  commitment: FieldInput
  /** What `member.deliveryKey()` gave: 64 hex digits. */
  deliveryKey: string
}

/**
 * Seals an opening to its member with libsodium's sealed box (X25519, XSalsa20-Poly1305, an ephemeral key for each envelope).
 *
 * @throws InvalidInputError when the opening is not of this member's record, or the key is none
 */
export async function sealOpening(opening: RecordOpening, contact: Contact): Promise<Envelope> {
  const key = deliveryKeyBytes(contact.deliveryKey)
  const content = encodeOpening(opening, fieldElement(contact.commitment, "commitment"))
  const sodium = await loadSodium()
  try {
    return sodium.crypto_box_seal(content, key)
  } catch {
    throw invalidKey(contact.deliveryKey)
  } finally {
    content.fill(0)
  }
}

/**
 * Opens an envelope and checks that it holds the opening of a record of this member.
 *
 * @throws EnvelopeError when it is another member's, altered, cut off, or holds something else
 */
export async function openEnvelope(member: Member, envelope: Envelope): Promise<RecordOpening> {
  const found = await envelopeOpener(member)
  const opening = found(envelope)
  if (opening === undefined)
    throw new EnvelopeError("it does not open with this member's key: it is another member's, or was altered")
  return opening
}

/**
 * A function that opens one envelope after the other, for scanning many: it gives undefined for those of others.
 *
 * The function throws EnvelopeError for an envelope that is cut off, or opens but holds something else.
 */
export async function envelopeOpener(member: Member): Promise<(envelope: Envelope) => RecordOpening | undefined> {
  const keys = await deliveryKeysOf(member)
  return (envelope) => {
    if (envelope.length !== ENVELOPE_BYTES) throw new EnvelopeError(`it is not ${ENVELOPE_BYTES} bytes long`)
    const content = keys.open(envelope)
    return content === undefined ? undefined : decodeOpening(content, member.commitment)
  }
}

function deliveryKeyBytes(key: string): Uint8Array {
  if (!/^[0-9a-fA-F]{64}$/.test(key)) throw invalidKey(key)
  return hexToBytes(key)
}

function invalidKey(key: string): InvalidInputError {
  return new InvalidInputError(
    "deliveryKey",
    key,
    "a public X25519 key in 64 hex digits",
    "Ask the member for what member.deliveryKey() gives",
  )
}
