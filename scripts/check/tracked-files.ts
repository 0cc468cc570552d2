import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { run } from "../command.ts"
import { ROOT } from "../paths.ts"
import { textProblems } from "./text-rules.ts"

/** What is wrong with the names and texts of the files that git tracks, or would with the next `git add`. */
export async function trackedFileProblems(): Promise<string[]> {
  const hosts = await registryHosts()
  const files = await trackedFiles()
  const problems = await Promise.all(files.map(async (file) => textProblems(file, await textOf(file), hosts)))
  return problems.flat()
}

async function trackedFiles(): Promise<string[]> {
  const { code, output } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
  if (code !== 0) throw new Error(`git cannot list the files: ${output}`)
  return output.split("\0").filter((file) => file !== "")
}

/** Undefined for what is not text, and for a file that was removed and not committed yet. */
async function textOf(file: string): Promise<string | undefined> {
  const content = await readFile(join(ROOT, file)).catch(() => undefined)
  return content === undefined || content.subarray(0, 8000).includes(0) ? undefined : content.toString("utf8")
}

async function registryHosts(): Promise<string[]> {
  const { output } = await run("npm", ["config", "get", "registry"])
  const address = output.split("\n").find((line) => URL.canParse(line.trim()))
  return address === undefined ? [] : [new URL(address.trim()).host]
}
