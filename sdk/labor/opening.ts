import { fieldElement, secretFieldElement, type FieldInput } from "../crypto/field.ts"
import { nodeHash } from "../crypto/poseidon.ts"
import { InvalidInputError } from "../errors.ts"
import { ARITY, SHEET_LEVELS } from "../parameters.ts"
import { recordHash, type RecordContent } from "./record.ts"

/** What a member gets from the attester to prove one record: private to the member. Plain JSON. */
export interface RecordOpening extends RecordContent {
  /** Decimal string. */
  salt: string
  /** Decimal string. */
  sheetRoot: string
  /** The five children below each node from the record up to the sheet's root; decimal strings. */
  path: string[][]
}

/** An opening in numbers, and the record that it opens. */
export interface OpenedRecord extends RecordContent {
  salt: bigint
  sheetRoot: bigint
  path: bigint[][]
  record: bigint
}

/**
 * Checks that an opening leads from this member's record to its sheet's root: an attester's or courier's mistake shows here and
 * not as a proof that fails. The errors show nothing of the record.
 *
 * @throws InvalidInputError, InvalidFieldElementError
 */
export function openRecord(opening: RecordOpening, commitment: bigint): OpenedRecord {
  const salt = secretFieldElement(opening.salt, "salt")
  const sheetRoot = fieldElement(opening.sheetRoot, "sheetRoot")
  const content = { amount: opening.amount, day: opening.day, kind: opening.kind }
  const record = recordOf(content, commitment, salt)
  if (opening.path.length !== SHEET_LEVELS || opening.path.some((children) => children.length !== ARITY)) {
    throw new InvalidInputError("path", "something else", `${SHEET_LEVELS} levels of ${ARITY} children`)
  }
  const path = opening.path.map((children) => children.map((child: FieldInput) => secretFieldElement(child, "path")))
  let node = record
  for (const children of path) {
    if (!children.includes(node)) throw mismatch(sheetRoot)
    node = nodeHash(children)
  }
  if (node !== sheetRoot) throw mismatch(sheetRoot)
  return { ...content, salt, sheetRoot, path, record }
}

function recordOf(content: RecordContent, commitment: bigint, salt: bigint): bigint {
  try {
    return recordHash(commitment, content, salt)
  } catch {
    // Without that error as the cause: it names the value.
    const rule = "one whose amount, day and kind are whole numbers in range"
    throw new InvalidInputError("opening", "something else", rule, "It was altered; ask the attester for it again")
  }
}

function mismatch(sheetRoot: bigint): InvalidInputError {
  return new InvalidInputError(
    "opening",
    `one that does not lead to the sheet ${sheetRoot}`,
    "the opening of a record of this member in that sheet",
    "It was altered, or is another member's; ask the attester for it again",
  )
}
