import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"
import { fieldElement, type FieldInput } from "../crypto/field.ts"
import { InvalidInputError } from "../errors.ts"

// Crockford's base 32: no I, L, O or U, so that a code survives paper.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const GROUPS = 5
const GROUP_LENGTH = 5
const CODE_LENGTH = GROUPS * GROUP_LENGTH
const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`)
const BITS_PER_CHARACTER = 5n

/**
 * A short code of a ballot's ciphertexts, to be noted by the voter: five groups of five characters, as `0Q3KX-…`. Anyone can compute it from the
 * ballot in a chain's log.
 *
 * It has 125 bits of a SHA-256 hash, since a device that cheats may choose both ballots, one to be opened and one to be cast, until their codes are equal:
 * that takes about 2^62 tries here, and with 80 bits it would take 2^40.
 *
 * @param ciphertexts four numbers for each
 */
export function ballotCode(ciphertexts: readonly FieldInput[]): string {
  const words = ciphertexts.map((value, index) => fieldElement(value, `ciphertexts[${index}]`).toString(16))
  const content = words.map((word) => hexToBytes(word.padStart(64, "0")))
  const hash = sha256(concatBytes(utf8ToBytes("rochdale/ballot-code/v1"), ...content))
  let rest = BigInt(`0x${bytesToHex(hash)}`) >> (BigInt(8 * hash.length) - BITS_PER_CHARACTER * BigInt(CODE_LENGTH))
  let code = ""
  for (let place = 0; place < CODE_LENGTH; place++) {
    code = (ALPHABET[Number(rest & 31n)] as string) + code
    rest >>= BITS_PER_CHARACTER
  }
  return grouped(code)
}

/**
 * A code as ballotCode writes it, however it was typed: in small letters, without hyphens, with O for 0, I or L for 1.
 *
 * @throws InvalidInputError for something else or a part of a code
 */
export function readBallotCode(typed: string): string {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1")
  if (!CODE.test(code))
    throw new InvalidInputError(
      "code",
      typed,
      `${GROUPS} groups of ${GROUP_LENGTH} letters and digits`,
      "Copy all of it",
    )
  return grouped(code)
}

function grouped(code: string): string {
  return Array.from({ length: GROUPS }, (_, group) =>
    code.slice(GROUP_LENGTH * group, GROUP_LENGTH * (group + 1)),
  ).join("-")
}
