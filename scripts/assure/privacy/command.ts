import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { runNode } from "../../command.ts"
import { TestFiles } from "../test-files.ts"
import { runSideBySide } from "../tests.ts"
import { plantLeaks } from "./planted.ts"
import { timings } from "./timings.ts"

const FOLDER = "test/privacy"
const PLANTED = "planted"
const TIMES = "times"

export const USAGE = `usage: ./run assure privacy [file…]

  Shows that votes, stores, errors, programs and pages let others see the same whoever it is and whatever the secret; then plants leaks in copies of
  the package, each of which must be found; then reports, and judges by nothing, how long proofs take for different secrets. What that means:
  docs/assurance.md.
  file        votes, telling-errors and so on: the files of ${FOLDER}, or "${PLANTED}" or "${TIMES}" for what comes after them; everything when none is named`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if something shows, or a planted leak is not found; 2 for arguments that make no sense
 */
export async function privacy(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const tests = await TestFiles.in(FOLDER)
  const others = [PLANTED, TIMES]
  if (!tests.haveAll(positionals, others)) return 2
  const asked = positionals.length === 0 ? [...tests.names, ...others] : positionals
  // The page is served the built package, and the copies share the contracts.
  const built = await runNode("scripts/build/main.ts")
  if (built.code !== 0) {
    console.error(built.output)
    return 1
  }

  const lanes = Math.min(availableParallelism(), 4)
  const files = tests.paths(asked)
  const code = files.length === 0 ? 0 : await runSideBySide(files)
  const planted = asked.includes(PLANTED) ? await reportLeaks(lanes) : 0
  if (asked.includes(TIMES)) console.log(["", ...(await timings())].join("\n"))
  return code === 0 && planted === 0 ? 0 : 1
}

async function reportLeaks(lanes: number): Promise<number> {
  console.log("\n  planted leaks\n")
  const verdicts = await plantLeaks(lanes, ({ leak, foundBy, found, output }) => {
    console.log(`    ${found ? "found    " : "NOT FOUND"}  ${leak} (${foundBy})`)
    if (!found) console.log(output)
  })
  const missed = verdicts.filter(({ found }) => !found).length
  console.log(`\n    ${verdicts.length - missed} of ${verdicts.length} leaks found`)
  return missed
}
