import { spawn } from "node:child_process"
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
