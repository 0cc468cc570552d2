import { RochdaleError } from "./base.ts"
import { lineList } from "./line-list.ts"

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

/** What is wrong with one line of a file. */
export interface LineProblem {
  /** Number of the line in the file, the first being 1. */
  line: number
  problem: string
}

/** Lines of a file that cannot be used. The file as a whole is refused: nothing of it was taken. */
export class FileLineError extends RochdaleError {
  readonly code = "file-line"
  /** The first of them. */
  readonly line: number
  /** All of them that were found. */
  readonly problems: readonly LineProblem[]

  /** @param line number of the line in the file, the first being 1 */
  constructor(
    file: string,
    line: number,
    problem: string,
    hint = "Correct that line and read the file again; nothing was taken",
    problems: readonly LineProblem[] = [{ line, problem }],
  ) {
    super({ message: describeProblems(file, problems), hint, details: { file, line, problem, problems } })
    this.line = line
    this.problems = problems
  }

  /** One error for several lines. @param problems one or more, in any order */
  static ofAll(file: string, problems: readonly LineProblem[], hint?: string): FileLineError {
    const sorted = [...problems].sort((a, b) => a.line - b.line)
    const { line, problem } = sorted[0] as LineProblem
    const several = "Correct those lines and read the file again; nothing was taken"
    return new FileLineError(file, line, problem, hint ?? (sorted.length > 1 ? several : undefined), sorted)
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

/** How many lines are told with what is wrong; of the others only the numbers. */
const TOLD = 10

function describeProblems(file: string, problems: readonly LineProblem[]): string {
  const told = problems.slice(0, TOLD).map(({ line, problem }) => `line ${line}: ${problem}`)
  if (problems.length === 1) return `${file}, ${told.join()}`
  const others = problems.slice(TOLD).map(({ line }) => line)
  const rest = others.length === 0 ? "" : `; and ${others.length} more: ${lineList(others)}`
  return `${file}: ${problems.length} lines cannot be used: ${told.join("; ")}${rest}`
}
