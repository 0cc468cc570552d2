import { randomInt } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { TestFiles } from "../test-files.ts"
import { runSideBySide } from "../tests.ts"
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
  const files = await TestFiles.in(FOLDER)
  if (!files.haveAll(positionals)) return 2
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  if (!Number.isSafeInteger(seed)) {
    console.error(`--seed must be a whole number, not "${values.seed!}"`)
    return 2
  }

  console.log(`seed ${seed}`)
  const folder = await mkdtemp(join(tmpdir(), "rochdale-properties-"))
  try {
    const counts = join(folder, "counts")
    const code = await runSideBySide(files.paths(positionals), {
      [SEED]: String(seed),
      [COUNTS]: counts,
    })
    console.log(["", ...countLines(await readCounts(counts)), "", `seed ${seed}`].join("\n"))
    return code
  } finally {
    await rm(folder, { recursive: true })
  }
}
