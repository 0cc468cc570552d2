import { RochdaleError } from "../../sdk/index.ts"

/** An option, or a combination of options, that makes no sense. */
export class OptionError extends RochdaleError {
  readonly code = "demo-option"

  constructor(problem: string, hint = "See ./run demo --help") {
    super({ message: problem, hint })
  }
}

/** A file or folder that cannot be read or written. */
export class FileAccessError extends RochdaleError {
  readonly code = "demo-file"

  constructor(file: string, doing: "read" | "written", cause: unknown) {
    const reason = (cause as { code?: unknown } | null)?.code
    super({
      message: `${file} cannot be ${doing}${typeof reason === "string" ? ` (${MEANING[reason] ?? reason})` : ""}`,
      hint: "Check the path, the permissions and the room on the disk; nothing was changed",
      details: { file },
      cause,
    })
  }
}

const MEANING: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  EACCES: "no permission",
  EISDIR: "it is a folder",
  ENOTDIR: "it is no folder",
  ENOSPC: "there is no room on the disk",
  EDQUOT: "there is no room left for you on the disk",
  EFBIG: "it would be larger than you may make files",
  EROFS: "the disk can only be read",
  EIO: "the disk does not work",
}

/** A file that was read, but is not of the form that it must have. */
export class FileFormError extends RochdaleError {
  readonly code = "demo-file-form"

  constructor(file: string, problem: string, hint = "Correct it and start again; nothing was changed") {
    super({ message: `${file}: ${problem}`, hint, details: { file, problem } })
  }
}

/** The node offers too few accounts, or poor ones. */
export class AccountsError extends RochdaleError {
  readonly code = "demo-accounts"

  constructor(problem: string, hint: string) {
    super({ message: problem, hint })
  }
}

/** The chain's clock stands where the demo cannot go on. */
export class ClockError extends RochdaleError {
  readonly code = "demo-clock"

  constructor(problem: string, hint: string) {
    super({ message: problem, hint })
  }
}

/** Something that had to be refused was not. */
export class NotRefusedError extends RochdaleError {
  readonly code = "demo-not-refused"

  constructor(attempt: string, found: string) {
    super({
      message: `${attempt}: this had to be refused, but ${found}`,
      hint: "This is a defect of Rochdale; please report it",
      details: { attempt },
    })
  }
}

/** The result differs from plain arithmetic. */
export class MismatchError extends RochdaleError {
  readonly code = "demo-mismatch"

  constructor(differences: readonly string[]) {
    super({
      message: `The result differs from plain arithmetic: ${differences.join("; ")}`,
      hint: "This is a defect of Rochdale; please report it",
      details: { differences },
    })
  }
}
