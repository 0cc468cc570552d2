import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../../scripts/paths.ts"

/** The blocks of one language in a text of the project. @param file relative to the project */
export async function blocksOf(file: string, language: "ts" | "text"): Promise<string[]> {
  const text = await readFile(join(ROOT, file), "utf8")
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter((block) => block[1] === language)
    .map((block) => block[2] as string)
}

/** Runs an example as it stands, on the built package, and gives what it printed. */
export async function printedBy(example: string): Promise<string> {
  const args = ["--input-type=module-typescript", "-e", example]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, timeout: 240_000 })
  return stdout
}
