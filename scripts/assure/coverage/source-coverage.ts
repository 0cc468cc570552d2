import { readdir, readFile } from "node:fs/promises"
import { join, relative } from "node:path"
import { pathToFileURL } from "node:url"
import { codeTokens } from "./code-lines.ts"
import type { FileCoverage } from "./file-coverage.ts"
import { ranIn } from "./v8-counts.ts"

/**
 * How much of the TypeScript sources in some folders ran, file by file. A line is covered when all that is on it ran: of
 * `if (wrong) throw …` both.
 *
 * @param root    the project; another one in tests
 * @param folders relative to it
 * @param v8      folder that NODE_V8_COVERAGE named for all processes
 * @param leave   files that are not measured, relative to the project
 */
export async function sourceCoverage(
  root: string,
  folders: readonly string[],
  v8: string,
  leave: (file: string) => boolean,
): Promise<FileCoverage[]> {
  const ran = await ranIn(v8, pathToFileURL(root).href)
  const files = (await Promise.all(folders.map((folder) => sourcesIn(root, folder))))
    .flat()
    .filter((file) => !leave(file))
  return Promise.all(
    files.sort().map(async (file) => {
      const source = await readFile(join(root, file), "utf8")
      return { file, ...covered(source, ran.get(pathToFileURL(join(root, file)).href)) }
    }),
  )
}

function covered(source: string, ran: Uint8Array | undefined): Pick<FileCoverage, "lines" | "missed"> {
  const lines = new Set<number>()
  const missed = new Set<number>()
  for (const { start, end, line } of codeTokens(source)) {
    lines.add(line)
    if (ran?.subarray(start, end).every((one) => one === 1) !== true) missed.add(line)
  }
  return { lines: lines.size, missed: [...missed].sort((a, b) => a - b) }
}

async function sourcesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
