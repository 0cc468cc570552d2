import { InvalidInputError } from "../errors.ts"
import { AMOUNT_BITS, ARITY, KIND_COUNT, KIND_GROUP_BITS, SHEET_LEVELS } from "../parameters.ts"
import { assertCap } from "./cap.ts"
import { packKindGroups, type Kinds } from "./kinds.ts"

/** What a commune requires of every labor sheet. A sheet's proof shows that it was kept to. */
export interface SheetRules {
  /** Kinds of work that a row may have, and the group of the open books that each is in. */
  kinds: Kinds
  /** The most that one row may have, in minutes, 1 to 2^24 - 1. */
  cap: number
  /**
   * The fewest rows that a public total may stand for, 1 to 125. A total of one row is that row; 1 keeps nothing back. The circuit counts rows;
   * this package's attesters count the different members behind them, which is stricter.
   */
  minimumRows: number
}

/**
 * group of each kind (32 times 4 bits) + 2^128 * cap (24 bits) + 2^152 * minimumRows (7 bits): what circuit and contract take.
 *
 * @throws InvalidInputError
 */
export function packSheetPolicy({ kinds, cap, minimumRows }: SheetRules): bigint {
  assertCap(cap)
  const most = ARITY ** SHEET_LEVELS
  if (!Number.isInteger(minimumRows) || minimumRows < 1 || minimumRows > most) {
    throw new InvalidInputError("minimumRows", minimumRows, `a whole number of rows from 1 to ${most}`)
  }
  const capAt = BigInt(KIND_COUNT * KIND_GROUP_BITS)
  return packKindGroups(kinds) + (BigInt(cap) << capAt) + (BigInt(minimumRows) << (capAt + BigInt(AMOUNT_BITS)))
}
