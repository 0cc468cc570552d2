import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { ROOT } from "../paths.ts"

/**
 * A circuit file and all that it includes, directly or not.
 *
 * @param source path of the file
 * @returns their contents by path
 */
export async function sourcesOf(source: string, seen = new Map<string, string>()): Promise<Map<string, string>> {
  if (seen.has(source)) return seen
  const content = await readFile(source, "utf8")
  seen.set(source, content)
  for (const [, name] of content.matchAll(/^\s*include\s+"([^"]+)"/gm)) {
    const beside = resolve(dirname(source), name!)
    await sourcesOf(existsSync(beside) ? beside : join(ROOT, "node_modules", name!), seen)
  }
  return seen
}
