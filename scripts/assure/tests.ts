import { spawn } from "node:child_process"
import { availableParallelism } from "node:os"
import { ROOT } from "../paths.ts"
import { FULL, THOROUGHNESS } from "./thoroughness.ts"

/**
 * Runs test files with all their cases; within `./run test` the same files take a sample.
 *
 * @param files       relative to the project
 * @param environment more variables for them
 * @returns the exit code of mocha
 */
export async function runThoroughly(
  files: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(process.execPath, ["node_modules/mocha/bin/mocha.js", "--timeout", "0", ...files], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...environment, [THOROUGHNESS]: FULL },
  })
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      resolve(code ?? 1)
    })
  })
}

/** The same with files side by side, as many as there are cores, each in a process of its own. */
export function runSideBySide(
  files: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const count = Math.min(availableParallelism(), files.length)
  // One alone mocha would not load in a process of its own.
  const jobs = count > 1 ? ["--parallel", "--jobs", String(count)] : []
  return runThoroughly([...jobs, ...files], environment)
}
