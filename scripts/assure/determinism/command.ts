import { parseArgs } from "node:util"
import { CIRCUITS, sourceOf, type CircuitName } from "../../circuits/names.ts"
import { readAllowed } from "./allowed.ts"
import { assess, type Assessment } from "./assess.ts"
import { loadSystem } from "./load.ts"
import { allowedLines, circuitLines, staleLines } from "./report.ts"

export const USAGE = `usage: ./run assure determinism [circuit…]

  Proves from the constraints of each released circuit, or of the named ones, that all its signals are a function of its inputs; says what it
  takes from scripts/assure/determinism/allowed.json, and fails on anything else. What that means: docs/assurance.md.
  circuits: ${CIRCUITS.join(", ")}`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if a signal is left, 2 for arguments that make no sense
 */
export async function determinism(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const unknown = positionals.filter((name) => !CIRCUITS.includes(name as CircuitName))
  if (unknown.length > 0) {
    console.error(`there is no circuit ${unknown.join(", ")}; the circuits are: ${CIRCUITS.join(", ")}`)
    return 2
  }

  const allowed = await readAllowed()
  const assessments: Assessment[] = []
  for (const name of CIRCUITS.filter((circuit) => positionals.length === 0 || positionals.includes(circuit))) {
    const start = performance.now()
    const assessment = assess(await loadSystem(sourceOf(name)), allowed)
    assessments.push(assessment)
    const [first, ...rest] = circuitLines(name, assessment)
    console.log([`${first!}  (${((performance.now() - start) / 1000).toFixed(1)} s)`, ...rest].join("\n"))
  }
  console.log(["", ...allowedLines(allowed, assessments)].join("\n"))
  const stale = positionals.length === 0 ? staleLines(allowed, assessments) : []
  if (stale.length > 0) console.log(stale.join("\n"))
  return stale.length > 0 || assessments.some(({ problems }) => problems.length > 0) ? 1 : 0
}
