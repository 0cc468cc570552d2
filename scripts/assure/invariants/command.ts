import { parseArgs } from "node:util"
import { runThoroughly } from "../tests.ts"
import { survivors } from "./mutants.ts"

export const USAGE = `usage: ./run assure invariants [--mutants [name]]

  Calls the contracts at random and compares them with models: the roll, the books, public and secret polls, committees, and what strangers
  and each role can do. What that shows, and which planted bugs it finds: docs/assurance.md.
  --mutants plants bugs in copies of the contracts instead, all or those of one contract or finder, and fails where one is not
  found; that takes about half an hour more.
  ROCHDALE_SEED=0x… repeats the calls of the Solidity suites that a run before made; fast-check prints its own seed where it fails.`

const FILES = ["suites", "access", "signals", "secret-polls"]

/**
 * @param args what follows the subcommand
 * @returns exit code
 */
export async function invariants(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" }, mutants: { type: "boolean" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  if (values.mutants === true) return (await survivors(console.log, positionals[0])).length === 0 ? 0 : 1
  return runThoroughly(FILES.map((name) => `test/invariants/${name}.test.ts`))
}
