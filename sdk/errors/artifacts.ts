import { RochdaleError } from "./base.ts"

/** A file that proving needs is not there. */
export class ArtifactMissingError extends RochdaleError {
  readonly code = "artifact-missing"

  constructor(location: string, cause?: unknown) {
    super({
      message: `The artifact ${location} cannot be read`,
      hint: "Install the package again, or say where its artifacts folder is",
      details: { location },
      cause,
    })
  }
}

/** A file that proving needs is not the one that this version was released with. */
export class ArtifactAlteredError extends RochdaleError {
  readonly code = "artifact-altered"

  constructor(location: string, found: string, expected: string) {
    super({
      message: `The artifact ${location} has sha256 ${found}, but this version expects ${expected}`,
      hint: "It is damaged, altered or of another version; do not use it, and install the package again",
      details: { location, found, expected },
    })
  }
}
