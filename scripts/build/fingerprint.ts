import { createHash } from "node:crypto"
import { readdir, readFile, stat } from "node:fs/promises"
import { join, relative } from "node:path"
import { ROOT } from "../paths.ts"

/**
 * One hash over the names and contents of files.
 *
 * @param inputs files and folders, relative to the project; a folder counts with all that is in it, a missing one as empty
 * @returns 64 hex digits, the same on every machine
 */
export async function fingerprint(inputs: readonly string[]): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesOf(join(ROOT, input))))).flat().sort()
  const hash = createHash("sha256")
  for (const file of files) {
    const content = createHash("sha256").update(await readFile(file))
    hash.update(`${content.digest("hex")}  ${relative(ROOT, file)}\n`)
  }
  return hash.digest("hex")
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
