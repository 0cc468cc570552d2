import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { FileAccessError } from "./errors.ts"

/** Sees before the work whether the file can be written after it. @throws FileAccessError */
export function assertWritable(file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.isDirectory() === true) throw Object.assign(new Error("a folder"), { code: "EISDIR" })
    accessSync(found === undefined ? dirname(file) : file, constants.W_OK)
    accessSync(dirname(file), constants.W_OK)
  } catch (cause) {
    throw new FileAccessError(file, "written", cause)
  }
}

/**
 * Writes a file whole or not at all: beside the file first, then moved. Nothing can come between, because it does not wait.
 *
 * @throws FileAccessError
 */
export function writeWhole(file: string, text: string): void {
  const incoming = `${file}.${process.pid}.incoming`
  try {
    writeFileSync(incoming, text)
    renameSync(incoming, file)
  } catch (cause) {
    try {
      rmSync(incoming, { force: true })
    } catch {
      // It could not be made either.
    }
    throw new FileAccessError(file, "written", cause)
  }
}
