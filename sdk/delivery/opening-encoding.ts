import { isFieldElement } from "../crypto/field.ts"
import { nodeHash } from "../crypto/poseidon.ts"
import { EnvelopeError, InvalidFieldElementError, InvalidInputError } from "../errors.ts"
import { openRecord, type RecordOpening } from "../labor/opening.ts"
import { recordHash } from "../labor/record.ts"
import { AMOUNT_BITS, ARITY, DAY_BITS, KIND_COUNT, SHEET_LEVELS } from "../parameters.ts"

/*
 * An opening as bytes, numbers big-endian:
 *   version 1 | amount 3 | day 3 | kind 1 | salt 32 | sheet root 32 | for each level: position 1, the four other children 32 each | zeros
 * The member's own node is left out at each level: the member computes it from the commitment, so an opening of another's record cannot
 * even be spelled.
 */

const VERSION = 1
const FIELD_BYTES = 32
const USED_BYTES = 1 + 3 + 3 + 1 + 2 * FIELD_BYTES + SHEET_LEVELS * (1 + (ARITY - 1) * FIELD_BYTES)

/** Length of every encoded opening. The 459 bytes in use are filled up, so that a later version can be as long. */
export const OPENING_BYTES = 512

/**
 * Encodes an opening, after checking that it opens a record of this member.
 *
 * @throws InvalidInputError, InvalidFieldElementError
 */
export function encodeOpening(opening: RecordOpening, commitment: bigint): Uint8Array {
  const { amount, day, kind, salt, sheetRoot, path, record } = openRecord(opening, commitment)
  if (amount === 0) throw new InvalidInputError("amount", amount, "1 or more", "A record without hours proves nothing")
  const writer = new Writer()
  writer.uint(VERSION, 1)
  writer.uint(amount, 3)
  writer.uint(day, 3)
  writer.uint(kind, 1)
  writer.field(salt)
  writer.field(sheetRoot)
  let node = record
  for (const children of path) {
    const position = children.indexOf(node)
    writer.uint(position, 1)
    for (const sibling of children.toSpliced(position, 1)) writer.field(sibling)
    node = nodeHash(children)
  }
  return writer.bytes
}

/**
 * The opening of this member's record, numbers in canonical spelling. There is one encoding of each opening and no other is taken.
 *
 * @throws EnvelopeError, which shows nothing of the content
 */
export function decodeOpening(bytes: Uint8Array, commitment: bigint): RecordOpening {
  if (bytes.length !== OPENING_BYTES) throw new EnvelopeError(`its content is not ${OPENING_BYTES} bytes long`)
  const reader = new Reader(bytes)
  if (reader.uint("version", 1, VERSION + 1) !== VERSION) throw new EnvelopeError("its content is not of version 1")
  const amount = reader.uint("amount", 3, 2 ** AMOUNT_BITS)
  if (amount === 0) throw new EnvelopeError("its amount is 0")
  const content = {
    amount,
    day: reader.uint("day", 3, 2 ** DAY_BITS),
    kind: reader.uint("kind", 1, KIND_COUNT),
  }
  const salt = reader.field("salt")
  const sheetRoot = reader.field("sheet root")
  let node = recordHash(commitment, content, salt)
  const path = Array.from({ length: SHEET_LEVELS }, () => {
    const position = reader.uint("position", 1, ARITY)
    const siblings = Array.from({ length: ARITY - 1 }, () => reader.field("path"))
    const children = siblings.toSpliced(position, 0, node)
    // A child equal to the own node before it would be the position: one encoding only.
    if (children.indexOf(node) !== position) throw new EnvelopeError("its path is not in canonical form")
    node = nodeHash(children)
    return children.map(String)
  })
  reader.end()
  const opening = { ...content, salt: salt.toString(), sheetRoot: sheetRoot.toString(), path }
  try {
    openRecord(opening, commitment)
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidFieldElementError)) throw error
    // Without that error as the cause: it names values of the content.
    throw new EnvelopeError("its content does not lead from a record of this member to the sheet that it names")
  }
  return opening
}

class Writer {
  readonly bytes: Uint8Array = new Uint8Array(OPENING_BYTES)
  #at = 0

  uint(value: number, length: number): void {
    for (let index = length - 1; index >= 0; index--) this.bytes[this.#at++] = (value >>> (8 * index)) & 0xff
  }

  field(value: bigint): void {
    for (let index = FIELD_BYTES - 1; index >= 0; index--)
      this.bytes[this.#at++] = Number((value >> BigInt(8 * index)) & 0xffn)
  }
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** @param limit the first number that is too large */
  uint(what: string, length: number, limit: number): number {
    const value = Number(this.#number(length))
    if (value >= limit) throw new EnvelopeError(`its ${what} is out of range`)
    return value
  }

  field(what: string): bigint {
    const value = this.#number(FIELD_BYTES)
    if (!isFieldElement(value)) throw new EnvelopeError(`its ${what} is not a canonical field element`)
    return value
  }

  end(): void {
    if (this.#at !== USED_BYTES || this.#bytes.subarray(this.#at).some((byte) => byte !== 0))
      throw new EnvelopeError("something follows its content")
  }

  #number(length: number): bigint {
    let value = 0n
    for (let index = 0; index < length; index++) value = (value << 8n) | BigInt(this.#bytes[this.#at++] as number)
    return value
  }
}
