import { RochdaleError } from "./base.ts"

/** The place where things are kept cannot be opened, read or written. */
export class StoreError extends RochdaleError {
  readonly code = "store"

  constructor(doing: string, place: string, cause: unknown) {
    super({
      message: `Could not ${doing} ${place}`,
      hint: "Check that the folder exists, may be written and has room; nothing was changed",
      details: { doing, place },
      cause,
    })
  }
}
