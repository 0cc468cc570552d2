import { existsSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../paths.ts"

/** The folder whose tests run on the machine's own Node 20 against the built package, not under mocha. */
export const NODE20 = "node20"

/** Test files that run in one process. */
export interface Part {
  /** A folder of test/, or a file or folder inside one. */
  name: string
  /** Relative to the project. */
  files: string[]
}

// The longest come first, so that no core waits at the end for one that started late. Others follow by name.
const LONGEST_FIRST = ["circuits", "contracts", "audit", "e2e", "sdk", "kernel", "browser"]

/** All parts: each folder of test/ that has tests. */
export async function allParts(): Promise<Part[]> {
  const folders = await readdir(join(ROOT, "test"), { withFileTypes: true })
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const parts = await Promise.all(names.map(partOf))
  return parts.filter((part) => part.files.length > 0).sort(byLength)
}

/**
 * One part.
 *
 * @param name "sdk", "sdk/tree" or "sdk/tree/lean-tree.test.ts"; a leading "test/" is allowed
 */
export async function partOf(name: string): Promise<Part> {
  const inside = name.replace(/^(\.\/)?test\//, "").replace(/\/$/, "")
  const path = join(ROOT, "test", inside)
  if (!existsSync(path)) return { name: inside, files: [] }
  if (isTest(inside)) return { name: inside, files: [`test/${inside}`] }
  const entries = await readdir(path, { recursive: true })
  const files = entries.filter(isTest).map((file) => `test/${inside}/${file}`)
  return { name: inside, files: files.sort() }
}

function isTest(file: string): boolean {
  return /\.test\.(ts|mjs)$/.test(file)
}

function byLength(a: Part, b: Part): number {
  return rank(a) - rank(b) || a.name.localeCompare(b.name, "en")
}

function rank(part: Part): number {
  const place = LONGEST_FIRST.indexOf(part.name)
  return place === -1 ? LONGEST_FIRST.length : place
}
