import { join } from "node:path"
import { parseArgs } from "node:util"
import { CACHE } from "../../paths.ts"
import { CONTRACTS } from "./contracts.ts"
import type { Measured } from "./measured.ts"
import { report } from "./report.ts"
import { OF_ALL, OF_EACH, problems, readLessCovered } from "./requirements.ts"
import { SOURCES } from "./sources.ts"
import { lastLines, runTests } from "./test-runs.ts"

const USAGE = `usage: ./run assure coverage [options]

  Runs the tests of the SDK, of the verifier (./run audit) and of the contracts, and says which lines they ran. Fails when less than ${String(OF_ALL)} % of
  either's lines ran, or less than ${String(OF_EACH)} % of one file that is not in scripts/assure/coverage/less-covered.json.

  --only sdk|contracts  measures the one
  --reuse               runs no tests: says again what the last run measured`

const MEASURED: readonly Measured[] = [CONTRACTS, SOURCES]

/**
 * @param args what follows the part's name
 * @returns exit code: 1 if too little is covered or a test fails, 2 for arguments that make no sense
 */
export async function coverage(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: "string" }, reuse: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const chosen = MEASURED.filter(({ name }) => values.only === undefined || values.only === name)
  if (chosen.length === 0) {
    console.error(`there is nothing named "${String(values.only)}" to measure\n\n${USAGE}`)
    return 2
  }
  if (values.reuse !== true && !(await allPass(chosen))) return 1

  const found: string[] = []
  const list = await readLessCovered()
  for (const { what, contains, files } of chosen) {
    const measured = await files()
    console.log(`\n${report(what, measured)}`)
    const excused = list.filter(({ file }) => contains(file))
    for (const { file, reason } of excused) console.log(`  less is asked of ${file}: ${reason}`)
    found.push(...problems(what, measured, excused))
  }
  for (const problem of found) console.log(`FAILED  ${problem}`)
  return found.length > 0 ? 1 : 0
}

async function allPass(chosen: readonly Measured[]): Promise<boolean> {
  for (const { forget } of chosen) await forget()
  const runs = (await Promise.all(chosen.map((each) => each.runs()))).flat()
  const results = await runTests(runs, {
    processes: 2,
    logs: join(CACHE, "coverage", "logs"),
    onEnd: ({ name, seconds, code }) => {
      console.log(`${code === 0 ? "ran   " : "FAILED"}  ${name}  (${seconds.toFixed(0)} s)`)
    },
  })
  const failed = results.filter(({ code }) => code !== 0)
  for (const { name, log } of failed) console.log(`\n━━ ${name}, which fails\n${await lastLines(log, 60)}`)
  return failed.length === 0
}
