import { bytesToHex } from "@noble/hashes/utils.js"
import { ArtifactAlteredError, ArtifactMissingError } from "../errors.ts"
import type { CircuitName } from "./circuits.ts"
import { MANIFEST } from "./generated/release.ts"
import type { OnProgress } from "./progress.ts"

/** Files that a prover needs of a circuit. */
export type ProverFile = "circuit.wasm" | "circuit.zkey"

/** What a prover needs of a circuit, in memory. */
export interface CircuitFiles {
  wasm: Uint8Array<ArrayBuffer>
  zkey: Uint8Array<ArrayBuffer>
}

/**
 * The package's own folder of artifacts. A bundler for browsers must copy that folder to a server; pass its address as `base` then.
 */
function defaultBase(): string {
  return new URL("../../artifacts/", import.meta.url).href
}

/**
 * Loads a circuit's files and checks each against the hash that came with this code.
 *
 * @param base URL or folder that holds `<circuit>/circuit.wasm` and `<circuit>/circuit.zkey`
 * @throws ArtifactMissingError, ArtifactAlteredError
 */
export async function loadCircuit(
  circuit: CircuitName,
  base: string = defaultBase(),
  onProgress?: OnProgress,
): Promise<CircuitFiles> {
  const { files } = MANIFEST.circuits[circuit]
  const total = files["circuit.wasm"].bytes + files["circuit.zkey"].bytes
  let loaded = 0
  const report = (bytes: number): void => {
    loaded += bytes
    onProgress?.({ stage: "loading", done: Math.min(1, loaded / total) })
  }
  const [wasm, zkey] = await Promise.all([
    loadFile(circuit, "circuit.wasm", base, report),
    loadFile(circuit, "circuit.zkey", base, report),
  ])
  return { wasm, zkey }
}

async function loadFile(
  circuit: CircuitName,
  file: ProverFile,
  base: string,
  report: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const location = `${base.replace(/\/$/, "")}/${circuit}/${file}`
  const content = await read(location, report)
  const found = bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)))
  const expected = MANIFEST.circuits[circuit].files[file].sha256
  if (found !== expected) throw new ArtifactAlteredError(location, found, expected)
  return content
}

async function read(location: string, report: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (/^https?:|^blob:/.test(location)) return await download(location, report)
    // Node alone comes here: a page has no file system to read.
    const { readFile } = await import("node:fs/promises")
    const content = await readFile(location.startsWith("file:") ? new URL(location) : location)
    report(content.length)
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  } catch (cause) {
    throw new ArtifactMissingError(location, cause)
  }
}

async function download(location: string, report: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(location)
  if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of readAll(response.body)) {
    chunks.push(chunk)
    report(chunk.length)
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer())
}

// Not every browser lets one iterate over a stream.
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
