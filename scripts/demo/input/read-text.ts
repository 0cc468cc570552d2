import { readdir, readFile } from "node:fs/promises"
import { FileAccessError } from "../errors.ts"

/** @throws FileAccessError */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8")
  } catch (cause) {
    throw new FileAccessError(file, "read", cause)
  }
}

/** Names of a folder's entries, in their order. @throws FileAccessError */
export async function readNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (cause) {
    throw new FileAccessError(folder, "read", cause)
  }
}
