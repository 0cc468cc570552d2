import { join } from "node:path"
import { assess, type Assessment } from "../../scripts/assure/determinism/assess.ts"
import { readAllowed, type Allowed } from "../../scripts/assure/determinism/allowed.ts"
import { loadSystem } from "../../scripts/assure/determinism/load.ts"
import { ROOT } from "../../scripts/paths.ts"

/** Nothing is taken from anybody. */
export const NOTHING: Allowed = { free: [], points: [] }

/** The list for the released circuits. */
export const released: Allowed = await readAllowed()

/** What the tool says of fixtures/NAME.circom. */
export async function assessed(name: string, allowed: Allowed = released): Promise<Assessment> {
  return assess(await loadSystem(join(ROOT, "test/assure/fixtures", `${name}.circom`)), allowed)
}

/** Signals of the problems, without what is said about them. */
export const signalsOf = ({ problems }: Assessment): string[] => [
  ...new Set(problems.map((problem) => problem.slice(0, problem.indexOf(": ")))),
]
