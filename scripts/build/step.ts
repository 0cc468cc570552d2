import { existsSync } from "node:fs"
import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { CACHE, ROOT } from "../paths.ts"
import { fingerprint } from "./fingerprint.ts"

/** Something that is built from files and need not be built again while they are the same. */
export interface Step {
  name: string
  /** Files and folders that the product depends on. */
  inputs: readonly string[]
  /** A file or folder that is there once the step is done. */
  product: string
  /** Builds; throws when it cannot. */
  build: () => Promise<void>
}

/**
 * Runs a step unless its product is there and its inputs are those of the last complete run.
 *
 * @returns whether it had to be built
 */
export async function bringUpToDate(step: Step): Promise<boolean> {
  const stamp = join(CACHE, "build", `${step.name}.sha256`)
  const inputs = await fingerprint(step.inputs)
  const last = await readFile(stamp, "utf8").catch(() => "")
  if (last === inputs && existsSync(join(ROOT, step.product))) return false

  // Gone while it builds: an interrupted build is never taken for a complete one.
  await rm(stamp, { force: true })
  await step.build()
  await mkdir(join(CACHE, "build"), { recursive: true })
  await writeFile(stamp, inputs)
  return true
}
