import { parseArgs } from "node:util"
import { runThoroughly } from "../tests.ts"

/** What is run side by side: each list takes about as long as the other. */
const LANES: readonly (readonly string[])[] = [
  ["test/faults/programs-killed.ts", "test/faults/demo-stages.ts"],
  [
    "test/faults/surroundings-killed.ts",
    "test/faults/roll-reorganised.test.ts",
    "test/faults/ledger-reorganised.test.ts",
    "test/faults/polls-reorganised.test.ts",
    "test/faults/calls.test.ts",
    "test/faults/disk.test.ts",
  ],
]

const USAGE = `usage: ./run assure faults

  Plays a commune's life from admission to audit, with programs built on the package, real stores (SQLite, PostgreSQL) and a real node (Anvil), and breaks it:
  kills the programs, the node and the store in each step, loses, cuts and garbles answers, and replaces the last three blocks. Started again, it must come to the
  same end. Then the same for ./run demo, for each synchroniser in the middle of a reorganisation, and for full and read-only disks.
  What that shows: docs/assurance.md.`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if something was lost, doubled or stuck
 */
export async function faults(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: "boolean", short: "h" } } })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const codes = await Promise.all(LANES.map((files) => runThoroughly(files)))
  return Math.max(...codes)
}
