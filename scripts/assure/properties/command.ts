import { randomInt } from "node:crypto"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT } from "../../paths.ts"
import { runThoroughly } from "../tests.ts"
import { countLines, COUNTS, readCounts, SEED } from "./counts.ts"

const FOLDER = "test/properties"

export const USAGE = `usage: ./run assure properties [file…] [options]

  Compares package, circuits, contracts and models on random and edge inputs, and prints how many each property took. What that means:
  docs/assurance.md.
  file        hashes, trees, points and so on: the files of ${FOLDER}; all of them when none is named

  --seed N    the inputs of an earlier run, as a failure prints it; a fresh seed when not given`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if two sides differ, 2 for arguments that make no sense
 */
export async function properties(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" }, seed: { type: "string" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const names = (await readdir(join(ROOT, FOLDER)))
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".test.ts".length))
  const unknown = positionals.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    console.error(`there is no file ${unknown.join(", ")}; the files are: ${names.join(", ")}`)
    return 2
  }
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  if (!Number.isSafeInteger(seed)) {
    console.error(`--seed must be a whole number, not "${values.seed!}"`)
    return 2
  }

  console.log(`seed ${seed}`)
  const files = names.filter((name) => positionals.length === 0 || positionals.includes(name))
  const folder = await mkdtemp(join(tmpdir(), "rochdale-properties-"))
  try {
    const counts = join(folder, "counts")
    // Mocha then runs each file in a process of its own; one alone it would not load so.
    const count = Math.min(availableParallelism(), files.length)
    const jobs = count > 1 ? ["--parallel", "--jobs", String(count)] : []
    const code = await runThoroughly([...jobs, ...files.map((name) => `${FOLDER}/${name}.test.ts`)], {
      [SEED]: String(seed),
      [COUNTS]: counts,
    })
    console.log(["", ...countLines(await readCounts(counts)), "", `seed ${seed}`].join("\n"))
    return code
  } finally {
    await rm(folder, { recursive: true })
  }
}
