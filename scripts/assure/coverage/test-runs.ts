import { spawn } from "node:child_process"
import { createWriteStream } from "node:fs"
import { mkdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { finished } from "node:stream/promises"
import { ROOT } from "../../paths.ts"

/** Test files that run in one process, measured. */
export interface TestRun {
  name: string
  files: readonly string[]
  /** Further arguments of mocha. */
  args: readonly string[]
  environment: Readonly<Record<string, string>>
}

/** What came of one. */
export interface RunResult {
  name: string
  seconds: number
  code: number
  /** What it printed, a file. */
  log: string
}

/**
 * Runs tests, so many processes at a time; they print into files.
 *
 * @param logs  folder for those, made when it is not there
 * @param onEnd called when one has ended
 */
export async function runTests(
  runs: readonly TestRun[],
  { processes, logs, onEnd }: { processes: number; logs: string; onEnd: (result: RunResult) => void },
): Promise<RunResult[]> {
  await mkdir(logs, { recursive: true })
  const queue = [...runs]
  const results: RunResult[] = []
  await Promise.all(
    Array.from({ length: processes }, async () => {
      for (let run = queue.shift(); run !== undefined; run = queue.shift()) {
        const result = await runOne(run, join(logs, `${run.name}.log`))
        results.push(result)
        onEnd(result)
      }
    }),
  )
  return results
}

async function runOne(run: TestRun, log: string): Promise<RunResult> {
  const start = performance.now()
  const output = createWriteStream(log)
  const child = spawn(
    process.execPath,
    // Instrumented code is slower: none of its tests is about time.
    ["node_modules/mocha/bin/mocha.js", "--timeout", "0", ...run.args, ...run.files],
    { cwd: ROOT, env: { ...process.env, ...run.environment }, stdio: ["ignore", "pipe", "pipe"] },
  )
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (ended) => {
      resolve(ended ?? 1)
    })
  })
  output.end()
  await finished(output)
  return { name: run.name, seconds: (performance.now() - start) / 1000, code, log }
}

/** The end of what a run printed, for a person. */
export async function lastLines(log: string, count: number): Promise<string> {
  return (await readFile(log, "utf8")).trimEnd().split("\n").slice(-count).join("\n")
}
