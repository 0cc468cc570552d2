import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, readFile, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { CACHE } from "../scripts/paths.ts"

export const SEMAPHORE_VERSIONS = { core: "4.14.2", artifacts: "4.13.0" }

/** Where Semaphore's packages are installed, apart from this project's own. */
export const SEMAPHORE = join(CACHE, "semaphore", "node_modules")
export const SEMAPHORE_ARTIFACTS = join(SEMAPHORE, "@zk-kit", "semaphore-artifacts")

/** Installs Semaphore's published packages unless these versions are there. */
export async function installSemaphore(): Promise<void> {
  if (await isInstalled()) return
  console.error("installing Semaphore into .cache/semaphore (once, 164 MB)")
  // Made aside and moved when whole: an interrupted install is done again.
  const incoming = join(CACHE, "semaphore-incoming")
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true })
  const { core, artifacts } = SEMAPHORE_VERSIONS
  const packages = [`@semaphore-protocol/core@${core}`, `@zk-kit/semaphore-artifacts@${artifacts}`]
  const flags = ["--prefix", incoming, "--no-save", "--ignore-scripts", "--no-fund", "--no-audit"]
  const npm = spawn("npm", ["install", ...flags, ...packages], { stdio: ["ignore", 2, 2] })
  const [code] = await once(npm, "close")
  if (code !== 0)
    throw new Error("npm could not install Semaphore: its reason is above; the registry is needed for this")
  await rm(join(CACHE, "semaphore"), { recursive: true, force: true })
  await rename(incoming, join(CACHE, "semaphore"))
}

async function isInstalled(): Promise<boolean> {
  const { core, artifacts } = SEMAPHORE_VERSIONS
  return (
    (await versionIn(join(SEMAPHORE, "@semaphore-protocol", "core"))) === core &&
    (await versionIn(SEMAPHORE_ARTIFACTS)) === artifacts
  )
}

async function versionIn(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}")
  return (JSON.parse(text) as { version?: string }).version
}
