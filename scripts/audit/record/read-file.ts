import { open } from "node:fs/promises"
import { FileAccessError } from "../../demo/errors.ts"
import { MalformedRecordError } from "../errors.ts"
import { parseRecord } from "./parse.ts"
import type { ChainRecord } from "./record.ts"

const MEGABYTE = 2 ** 20
/** A ballot for 12 options takes about 2 kB. */
const MOST_MEGABYTES = 256

/**
 * A record from a file.
 *
 * @throws FileAccessError, MalformedRecordError
 */
export async function readRecord(file: string): Promise<ChainRecord> {
  const text = await readAtMost(file, MOST_MEGABYTES * MEGABYTE)
  if (text === undefined) throw new MalformedRecordError("file", `must have at most ${MOST_MEGABYTES} MB`)
  return parseRecord(text)
}

// A pipe or a device says nothing of its size, and a file may grow while it is read.
async function readAtMost(file: string, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    await using handle = await open(file, "r")
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > most) return undefined
      chunks.push(chunk)
    }
  } catch (cause) {
    throw new FileAccessError(file, "read", cause)
  }
  return Buffer.concat(chunks).toString("utf8")
}
