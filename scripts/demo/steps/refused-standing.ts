import {
  AdmittedTooLateError,
  ClassNotAdmittedError,
  QuotaNotReachedError,
  type RochdaleError,
} from "../../../sdk/index.ts"
import type { Standing } from "../standing.ts"

/** What a member is told who cannot prove what is asked; undefined for an error of another kind. */
export function refusedStanding(error: unknown): Standing | undefined {
  if (error instanceof ClassNotAdmittedError) return { state: "class-not-admitted", class: text(error, "class") }
  if (error instanceof AdmittedTooLateError) return { state: "admitted-too-late", admitted: text(error, "admitted") }
  if (error instanceof QuotaNotReachedError) {
    const { reached, available } = error.details as { reached: number; available: number }
    return { state: "short", missing: error.missingMinutes, reached, rows: available }
  }
  return undefined
}

function text({ details }: RochdaleError, name: string): string {
  return String(details[name])
}
