import { parseArgs } from "node:util"
import { runThoroughly } from "../tests.ts"

export const USAGE = `usage: ./run assure invariants

  Calls the contracts at random and compares them with models: the roll, the books, public and secret polls, committees, and what strangers
  and each role can do. What that shows, and which planted bugs it finds: docs/assurance.md.
  ROCHDALE_SEED=0x… repeats the calls of the Solidity suites that a run before made; fast-check prints its own seed where it fails.`

const FILES = ["suites", "access", "signals", "secret-polls"]

/**
 * @param args what follows the subcommand
 * @returns exit code
 */
export async function invariants(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: "boolean", short: "h" } } })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  return runThoroughly(FILES.map((name) => `test/invariants/${name}.test.ts`))
}
