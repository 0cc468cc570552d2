import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { CIRCUITS } from "../circuits/names.ts"
import { ARTIFACTS, ROOT } from "../paths.ts"
import { verifierName, verifierSource, type KeyOrigin, type VerificationKey } from "./solidity.ts"

/** Where the generated contracts lie. */
export const VERIFIERS = join(ROOT, "contracts", "verifiers")

/**
 * The verifier contracts that the committed keys give, by file name.
 *
 * @param artifacts folder with the keys and their manifest
 * @throws VerificationKeyError
 */
export async function verifierFiles(artifacts: string = ARTIFACTS): Promise<Map<string, string>> {
  const { keys } = await readJson<{ keys: KeyOrigin }>(join(artifacts, "manifest.json"))
  // Anything but the one word that says otherwise is treated as insecure.
  const origin = keys === "ceremony" ? "ceremony" : "dev"
  const files = new Map<string, string>()
  for (const circuit of CIRCUITS) {
    const key = await readJson<VerificationKey>(join(artifacts, circuit, "verification_key.json"))
    files.set(`${verifierName(circuit)}.sol`, verifierSource(circuit, key, origin))
  }
  return files
}

/** Writes the contracts, and deletes what else lies in the folder. */
export async function writeVerifiers(files: Map<string, string>, folder: string = VERIFIERS): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) if (!files.has(name)) await rm(join(folder, name))
  for (const [name, source] of files) await writeFile(join(folder, name), source)
}

/** One line for every file that is missing, differs or should not be there. */
export async function verifierDifferences(files: Map<string, string>, folder: string = VERIFIERS): Promise<string[]> {
  const present = await readdir(folder).catch((): string[] => [])
  const lines = present.filter((name) => !files.has(name)).map((name) => `${name} belongs to no circuit`)
  for (const [name, source] of files) {
    if (!present.includes(name)) lines.push(`${name} is missing`)
    else if ((await readFile(join(folder, name), "utf8")) !== source) lines.push(`${name} is not what the keys give`)
  }
  return lines
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, "utf8")) as T
}

if (import.meta.main) {
  const files = await verifierFiles()
  if (process.argv.includes("--check")) {
    const lines = await verifierDifferences(files)
    for (const line of lines) console.error(`contracts/verifiers: ${line}; run node scripts/verifiers/generate.ts`)
    process.exitCode = lines.length === 0 ? 0 : 1
  } else {
    await writeVerifiers(files)
    console.log(`contracts/verifiers: ${[...files.keys()].join(", ")}`)
  }
}
