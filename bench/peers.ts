import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdir, readFile, rename, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"
import { CACHE } from "../scripts/paths.ts"

/** What is measured beside this package, and what draws the plots: packages that nothing else here needs. */
const PACKAGES = {
  "@semaphore-protocol/core": "4.14.2",
  "@semaphore-protocol/contracts": "4.14.2",
  "@zk-kit/semaphore-artifacts": "4.13.0",
  echarts: "6.1.0",
}

export const SEMAPHORE = `semaphore ${PACKAGES["@semaphore-protocol/core"]}`

/** Depth of the tree of the Semaphore circuit that is measured: groups of 1,048,576. */
export const SEMAPHORE_DEPTH = 20

/** Where they are installed, apart from this project's own. */
export const PEERS = join(CACHE, "peers", "node_modules")

/** Files of that circuit; given as paths, so that nothing is downloaded. */
export const SEMAPHORE_ARTIFACTS = {
  wasm: join(PEERS, "@zk-kit", "semaphore-artifacts", `semaphore-${SEMAPHORE_DEPTH}.wasm`),
  zkey: join(PEERS, "@zk-kit", "semaphore-artifacts", `semaphore-${SEMAPHORE_DEPTH}.zkey`),
}

/** Loads one of them. */
export function requirePeer(name: string): unknown {
  return createRequire(join(PEERS, "package.json"))(name)
}

/** Installs the packages unless these versions are there. */
export async function installPeers(): Promise<void> {
  if (await areInstalled()) return
  console.error("installing Semaphore and the plotting library into .cache/peers (once, 240 MB)")
  // Made aside and moved when whole: an interrupted install is done again.
  const incoming = join(CACHE, "peers-incoming")
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true })
  const packages = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`)
  const flags = ["--prefix", incoming, "--no-save", "--ignore-scripts", "--no-fund", "--no-audit"]
  const npm = spawn("npm", ["install", ...flags, ...packages], { stdio: ["ignore", 2, 2] })
  const [code] = await once(npm, "close")
  if (code !== 0)
    throw new Error("npm could not install the peers: its reason is above; the registry is needed for this")
  await rm(join(CACHE, "peers"), { recursive: true, force: true })
  await rename(incoming, join(CACHE, "peers"))
}

async function areInstalled(): Promise<boolean> {
  for (const [name, version] of Object.entries(PACKAGES)) {
    const text = await readFile(join(PEERS, name, "package.json"), "utf8").catch(() => "{}")
    if ((JSON.parse(text) as { version?: string }).version !== version) return false
  }
  return true
}
