const DOCS = "https://github.com/rochdale/rochdale/blob/main/docs/errors.md"

/** What a typed error is made of. */
export interface ErrorParts {
  /** What is wrong, naming the value and the rule. Never a secret. */
  message: string
  /** What to do about it. */
  hint: string
  /** The values, for programs. Never a secret. */
  details?: Record<string, unknown>
  cause?: unknown
}

/**
 * Root of every error that this package throws on purpose.
 *
 * `code` is stable and unlike a class name survives bundling; `hint` says what to do; `details` holds the values.
 */
export abstract class RochdaleError extends Error {
  abstract readonly code: string
  readonly hint: string
  readonly details: Record<string, unknown>

  constructor({ message, hint, details = {}, cause }: ErrorParts) {
    super(`${message}. ${hint}`, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.hint = hint
    this.details = details
  }

  /** Where this error is explained. */
  get docs(): string {
    return `${DOCS}#${this.code}`
  }
}
