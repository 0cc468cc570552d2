import { randomInt } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { CIRCUITS } from "../../circuits/names.ts"
import { TestFiles } from "../test-files.ts"
import { runSideBySide } from "../tests.ts"
import { attackLines, readAttacks } from "./attacks.ts"
import { FORGERIES, FORGERY_SEED, forgeryLines, readForgeries } from "./forgeries.ts"

const FOLDER = "test/circuits/forged"

export const USAGE = `usage: ./run assure forged [file…] [options]

  Makes the attacks of the protocol's list on the released circuits, as forged witnesses and forged proofs, and changes good witnesses at random: no
  change may satisfy the constraints unless what it shows is unchanged or true. Prints both, counted. What that means: docs/assurance.md.
  file        member-attacks, proofs, mutated-sheets and so on: the files of ${FOLDER}; all of them when none is named

  --seed N    the random changes of an earlier run; a fresh seed when not given`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if a forgery succeeds, 2 for arguments that make no sense
 */
export async function forged(args: readonly string[]): Promise<number> {
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
  const seed = values.seed ?? String(randomInt(2 ** 31))

  console.log(`seed ${seed}\n\n${attackLines(await readAttacks()).join("\n")}`)
  const folder = await mkdtemp(join(tmpdir(), "rochdale-forged-"))
  try {
    const forgeries = join(folder, "forgeries")
    const code = await runSideBySide(files.paths(positionals), {
      [FORGERY_SEED]: seed,
      [FORGERIES]: forgeries,
    })
    const counts = await readForgeries(forgeries)
    if (counts.length > 0) console.log(["", ...forgeryLines(counts, CIRCUITS)].join("\n"))
    console.log(`\nseed ${seed}`)
    return code
  } finally {
    await rm(folder, { recursive: true })
  }
}
