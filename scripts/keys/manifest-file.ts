import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"

/** Hash and size of a released file. */
export interface FileEntry {
  sha256: string
  bytes: number
}

/** What is released of one circuit. */
export interface CircuitEntry {
  constraints: number
  /** Power of two of the evaluation domain. */
  domain: number
  /** In the order in which a proof carries them. */
  publicSignals: string[]
  files: Record<"circuit.wasm" | "circuit.zkey" | "verification_key.json", FileEntry>
}

/** artifacts/manifest.json. */
export interface Manifest {
  keys: "dev" | "ceremony"
  warning?: string
  compiler: string
  circuits: Record<string, CircuitEntry>
}

export const DEV_WARNING =
  "INSECURE development keys, made from a public beacon only: anyone can forge proofs under them. For local chains and testnets."

export async function describeFile(path: string): Promise<FileEntry> {
  const content = await readFile(path)
  return { sha256: createHash("sha256").update(content).digest("hex"), bytes: content.length }
}
