import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseRecord } from "../../scripts/audit/record/parse.ts"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { recordText } from "../../scripts/audit/record/write.ts"
import { CACHE } from "../../scripts/paths.ts"

const FOLDER = join(CACHE, "verifier-mutants", "records")

/**
 * Records of polls that were held on a simulated chain, with true proofs. They are held once, and their records kept: what is tested on them is an audit, and
 * that many times over.
 */
export async function keptRecord(kind: "public" | "secret" | "small"): Promise<ChainRecord> {
  const file = join(FOLDER, `${kind}.json`)
  const kept = await readFile(file, "utf8").catch(() => undefined)
  if (kept !== undefined) return parseRecord(kept)
  const { pollRecord } = await import("./polls.ts")
  const record = await pollRecord(kind)
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, recordText(record))
  return record
}
