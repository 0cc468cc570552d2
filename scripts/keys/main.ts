import { mkdtemp, readFile, rm, writeFile, mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"
import { CIRCUITS, type CircuitName } from "../circuits/names.ts"
import { ARTIFACTS } from "../paths.ts"
import { buildCircuit } from "./build.ts"
import { differences } from "./compare.ts"
import { DEV_WARNING, type Manifest } from "./manifest-file.ts"
import { RELEASE_FILE, releaseSource } from "./release.ts"

const USAGE = `./run keys [circuit …]            build the development keys into artifacts/
./run keys --verify [circuit …]   build them elsewhere and compare with what is committed`

const { values, positionals } = parseArgs({
  options: { verify: { type: "boolean" }, help: { type: "boolean" } },
  allowPositionals: true,
})

try {
  if (values.help) console.log(USAGE)
  else process.exitCode = values.verify ? await verify(chosen()) : await build(chosen())
} finally {
  await (globalThis as { curve_bn128?: { terminate(): Promise<void> } }).curve_bn128?.terminate()
}

function chosen(): CircuitName[] {
  for (const name of positionals) {
    if (!CIRCUITS.includes(name as CircuitName)) {
      throw new Error(`There is no circuit "${name}". The circuits are ${CIRCUITS.join(", ")}.\n${USAGE}`)
    }
  }
  return CIRCUITS.filter((name) => positionals.length === 0 || positionals.includes(name))
}

async function build(names: CircuitName[]): Promise<number> {
  console.log(DEV_WARNING)
  const manifest = await manifestOf(names, ARTIFACTS, await committedManifest())
  await writeFile(join(ARTIFACTS, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`)
  await mkdir(dirname(RELEASE_FILE), { recursive: true })
  await writeFile(RELEASE_FILE, await releaseSource(manifest, ARTIFACTS))
  return 0
}

async function verify(names: CircuitName[]): Promise<number> {
  const committed = await committedManifest()
  if (committed === undefined)
    throw new Error("There is no artifacts/manifest.json to verify. Build the keys with ./run keys.")
  const folder = await mkdtemp(join(tmpdir(), "rochdale-keys-"))
  try {
    const rebuilt = await manifestOf(names, folder, undefined)
    const wrong = await differences(committed, rebuilt, ARTIFACTS, names)
    for (const line of wrong) console.error(`differs: ${line}`)
    console.log(
      wrong.length === 0
        ? `The committed keys of ${names.join(", ")} are what the sources give, bit for bit. ${DEV_WARNING}`
        : "The committed keys are NOT what the sources give.",
    )
    return wrong.length === 0 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function manifestOf(names: CircuitName[], folder: string, previous: Manifest | undefined): Promise<Manifest> {
  const circuits: Manifest["circuits"] = {}
  for (const name of CIRCUITS) {
    const kept = previous?.circuits[name]
    if (names.includes(name)) {
      console.log(`building ${name} …`)
      circuits[name] = await buildCircuit(name, folder)
      console.log(`built ${name}: ${circuits[name].constraints} constraints, domain 2^${circuits[name].domain}`)
    } else if (kept !== undefined) circuits[name] = kept
  }
  return { keys: "dev", warning: DEV_WARNING, compiler: "circom 2.2.3 --O2", circuits }
}

async function committedManifest(): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(ARTIFACTS, "manifest.json"), "utf8")) as Manifest
  } catch {
    return undefined
  }
}
