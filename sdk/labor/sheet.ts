import { fieldElement, secretFieldElement, type FieldInput } from "../crypto/field.ts"
import { randomFieldElement } from "../crypto/random.ts"
import { dayOf, type Day } from "../day.ts"
import { InvalidInputError } from "../errors.ts"
import { ARITY, SHEET_LEVELS } from "../parameters.ts"
import { FixedTree } from "../tree/fixed-tree.ts"
import type { RecordOpening } from "./opening.ts"
import { recordHash, type RecordContent } from "./record.ts"

/** A line of a sheet: who did how much of what. */
export interface SheetRow {
  commitment: FieldInput
  /** Minutes for labor, 1 for a certificate; 1 to 2^24 - 1. */
  amount: number
  /** Number of the kind. */
  kind: number
}

/** A row with its salt: everything that a record is made of. */
export interface SheetRecord extends RecordContent {
  commitment: bigint
  salt: bigint
}

/** A whole sheet in the clear, as plain JSON: for those who countersign it, and nobody else. */
export interface SheetContent {
  day: Day
  rows: { commitment: string; amount: number; kind: number; salt: string }[]
}

/** How many records a sheet can hold: 125. */
export const SHEET_CAPACITY = ARITY ** SHEET_LEVELS

/** An attester's labor sheet of one period. It holds everything in the clear and stays with the attester; the root is public. */
export class Sheet {
  /** Day on which the period ends. */
  readonly day: Day
  readonly #records: SheetRecord[]
  readonly #tree: FixedTree

  private constructor(day: Day, records: SheetRecord[]) {
    this.day = day
    this.#records = records
    this.#tree = FixedTree.of(
      records.map(({ commitment, salt, ...content }) => recordHash(commitment, content, salt)),
      SHEET_LEVELS,
    )
  }

  /**
   * A sheet with fresh random salts.
   *
   * @param day  on which the period ends, for every row
   * @param rows 1 to 125
   * @throws InvalidInputError, InvalidFieldElementError naming the row; nothing is made then
   */
  static of(day: string | Day, rows: readonly SheetRow[]): Sheet {
    return Sheet.#make(
      day,
      rows.map((row) => ({ ...row, salt: randomFieldElement() })),
    )
  }

  /**
   * The sheet that an author disclosed. Who countersigns looks at its rows, and that its root is the one that was posted.
   *
   * @throws InvalidInputError, InvalidFieldElementError naming the row
   */
  static fromContent(content: SheetContent): Sheet {
    // It comes from another person. Its values stay out of the error.
    const rows: unknown = (content as Partial<SheetContent> | null)?.rows
    if (!Array.isArray(rows) || !rows.every((row) => row instanceof Object))
      throw new InvalidInputError("content", "something else", "what the author's sheet.content() gave")
    return Sheet.#make(content.day, content.rows)
  }

  static #make(day: string | Day, rows: readonly (SheetRow & { salt: FieldInput })[]): Sheet {
    if (rows.length < 1 || rows.length > SHEET_CAPACITY) {
      throw new InvalidInputError(
        "number of rows",
        rows.length,
        `from 1 to ${SHEET_CAPACITY}`,
        "Make a sheet with rows, or several sheets",
      )
    }
    const end = dayOf(day)
    return new Sheet(
      end,
      rows.map(({ commitment, amount, kind, salt }, index) => {
        if (amount === 0)
          throw new InvalidInputError(`rows[${index}].amount`, amount, "1 or more", "Leave rows without hours out")
        return {
          amount,
          day: end,
          kind,
          commitment: fieldElement(commitment, `rows[${index}].commitment`),
          salt: secretFieldElement(salt, `rows[${index}].salt`),
        }
      }),
    )
  }

  /** What goes on the ledger. */
  get root(): bigint {
    return this.#tree.root
  }

  get rowCount(): number {
    return this.#records.length
  }

  /** Every row in the clear. It is a method, and none that JSON calls, so that nobody prints a sheet by accident. */
  content(): SheetContent {
    const rows = this.#records.map(({ commitment, amount, kind, salt }) => ({
      commitment: commitment.toString(),
      amount,
      kind,
      salt: salt.toString(),
    }))
    return { day: this.day, rows }
  }

  /** The rows with their salts, for who proves the sheet. Private to its author. */
  records(): readonly SheetRecord[] {
    return this.#records
  }

  /** The openings of a member's records, to be handed to that member and nobody else. */
  openingsFor(commitment: bigint): RecordOpening[] {
    return this.#records.flatMap(({ commitment: owner, amount, day, kind, salt }, index) =>
      owner === commitment
        ? [
            {
              amount,
              day,
              kind,
              salt: salt.toString(),
              sheetRoot: this.root.toString(),
              path: this.#tree.path(index).map((children) => children.map(String)),
            },
          ]
        : [],
    )
  }
}
