import { RochdaleError } from "./base.ts"

/** A value that breaks the rule of its parameter. */
export class InvalidInputError extends RochdaleError {
  readonly code = "invalid-input"

  /**
   * @param parameter name of what was given
   * @param value     shown in the message; leave it out where it may be a secret
   * @param rule      what it must be
   */
  constructor(parameter: string, value: unknown, rule: string, hint = "Correct the value and call again") {
    super({
      message: `${parameter} is ${shown(value)}, but must be ${rule}`,
      hint,
      details: { parameter, value, rule },
    })
  }
}

/** A number that is not an integer from 0 to r - 1. */
export class InvalidFieldElementError extends RochdaleError {
  readonly code = "invalid-field-element"

  constructor(parameter: string, value: unknown) {
    super({
      message: `${parameter} is ${shown(value)}, but must be an integer from 0 to r - 1 (r is the order of the BN254 scalar field)`,
      hint: "Pass a bigint, a decimal string or a 0x string of the canonical number",
      details: { parameter, value },
    })
  }
}

/** A line of a file that cannot be used. The file as a whole is refused: nothing of it was taken. */
export class FileLineError extends RochdaleError {
  readonly code = "file-line"
  readonly line: number

  /** @param line number of the line in the file, the first being 1 */
  constructor(
    file: string,
    line: number,
    problem: string,
    hint = "Correct that line and read the file again; nothing was taken",
  ) {
    super({ message: `${file}, line ${line}: ${problem}`, hint, details: { file, line, problem } })
    this.line = line
  }
}

/** A sealed member that does not open. */
export class SealedMemberError extends RochdaleError {
  readonly code = "sealed-member"

  constructor(problem: string, hint: string, cause?: unknown) {
    super({ message: problem, hint, cause })
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value)
  if (typeof value === "object" && value !== null)
    return Array.isArray(value) ? `a list of ${value.length}` : "an object"
  return String(value)
}
