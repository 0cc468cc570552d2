import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readFile, rename, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { basename, dirname, join, relative } from "node:path"
import { Worker } from "node:worker_threads"
import type { CompiledCircuit, compileCircuit, Simplification } from "./compile.ts"
import { CACHE, ROOT } from "../paths.ts"
import { sourcesOf } from "./sources.ts"

const require = createRequire(import.meta.url)

/**
 * Compiles a circuit, once for each content of its sources: the products are kept between runs.
 *
 * @param source path of the file with the main component
 */
export async function compiled(source: string, simplification: Simplification): Promise<CompiledCircuit> {
  const stem = basename(source, ".circom")
  const folder = join(CACHE, "circuits", `${stem}-${simplification}`, await contentHash(source))
  const products: CompiledCircuit = {
    name: stem,
    r1cs: join(folder, `${stem}.r1cs`),
    sym: join(folder, `${stem}.sym`),
    wasm: join(folder, `${stem}_js`, `${stem}.wasm`),
  }
  if (existsSync(folder)) return products

  // Compiled aside and moved at the end, so that an interrupted run leaves nothing that looks finished.
  const aside = `${folder}.${process.pid}`
  await mkdir(dirname(folder), { recursive: true })
  try {
    await compileInThread([source, basename(aside), dirname(aside), simplification])
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    // Another process may have been faster.
    if (!existsSync(folder)) throw error
  }
  return products
}

/** Two at a time use both cores. */
function compileInThread(call: Parameters<typeof compileCircuit>): Promise<void> {
  return new Promise((resolve, reject) => {
    new Worker(new URL("./compile-worker.ts", import.meta.url), { workerData: call })
      .once("error", reject)
      .once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the compiler's thread ended with ${code}`))))
  })
}

/** Hash of the compiler, of how it is called, and of the circuit with everything that it includes. */
async function contentHash(source: string): Promise<string> {
  const hash = createHash("sha256")
  hash.update((require("circom2/package.json") as { version: string }).version)
  hash.update(await readFile(join(ROOT, "scripts/circuits/compile.ts")))
  for (const [path, content] of [...(await sourcesOf(source))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\0${relative(ROOT, path)}\0${content}`)
  }
  return hash.digest("hex").slice(0, 32)
}
