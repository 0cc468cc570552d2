import { RochdaleError } from "./base.ts"

/** The place where things are kept cannot be opened, read or written. */
export class StoreError extends RochdaleError {
  readonly code = "store"

  /**
   * @param place where; never with a password
   * @param hint  for other places than files
   */
  constructor(
    doing: string,
    place: string,
    cause: unknown,
    hint = "Check that the folder exists, may be written and has room; nothing was changed",
  ) {
    super({
      message: `Could not ${doing} ${place}`,
      hint,
      details: { doing, place },
      cause,
    })
  }
}
