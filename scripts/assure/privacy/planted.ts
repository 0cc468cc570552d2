import { spawn } from "node:child_process"
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../../paths.ts"

/** A leak that is planted in the package, and the test that must find it. */
interface PlantedLeak {
  leak: string
  file: string
  from: string
  to: string
  /** A file of test/privacy, and part of the test's title. */
  foundBy: [file: string, title: string]
}

/** How a planted leak ended. */
export interface Verdict {
  leak: string
  foundBy: string
  found: boolean
  /** What the test said where it did not find the leak, or failed for another reason. */
  output: string
}

const LIST = join(ROOT, "scripts/assure/privacy/leaks.json")

/** What a copy of the project needs of its own; all else it shares. */
const COPIED = [
  "contracts",
  "sdk",
  "scripts",
  "test",
  "types",
  "build/contracts",
  ".cache/hardhat",
  "package.json",
  "hardhat.config.ts",
  "tsconfig.json",
  ".mocharc.json",
]
const SHARED = ["node_modules", "artifacts"]

/**
 * Plants each leak of the list in a copy of the project, and runs what should find it there.
 *
 * @param lanes how many at a time
 * @param tell  takes each verdict as it comes
 * @throws Error where the list no longer fits the sources
 */
export async function plantLeaks(lanes: number, tell: (verdict: Verdict) => void): Promise<Verdict[]> {
  const queue = JSON.parse(await readFile(LIST, "utf8")) as PlantedLeak[]
  const verdicts: Verdict[] = []
  const lane = async (): Promise<void> => {
    const copy = await mkdtemp(join(tmpdir(), "rochdale-leaks-"))
    try {
      for (const path of COPIED) await cp(join(ROOT, path), join(copy, path), { recursive: true })
      for (const path of SHARED) await symlink(join(ROOT, path), join(copy, path))
      for (let leak = queue.shift(); leak !== undefined; leak = queue.shift()) {
        const verdict = await plant(copy, leak)
        verdicts.push(verdict)
        tell(verdict)
      }
    } finally {
      await rm(copy, { recursive: true })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return verdicts
}

async function plant(copy: string, { leak, file, from, to, foundBy: [test, title] }: PlantedLeak): Promise<Verdict> {
  const path = join(copy, file)
  const source = await readFile(path, "utf8")
  if (source.split(from).length !== 2) throw new Error(`${file} has ${JSON.stringify(from)} not once: mend ${LIST}`)
  await writeFile(
    path,
    source.replace(from, () => to),
  )
  try {
    const output = await run(copy, test, title)
    // A test that fails for another reason, or does not run at all, has found nothing.
    const found = /\b1 failing\b/.test(output) && output.includes("AssertionError")
    return { leak, foundBy: `${test}: ${title}`, found, output }
  } finally {
    await writeFile(path, source)
  }
}

function run(copy: string, test: string, title: string): Promise<string> {
  const args = ["node_modules/mocha/bin/mocha.js", `test/privacy/${test}.test.ts`, "--fgrep", title, "--timeout", "0"]
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text))
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", () => resolve(output))
  })
}
