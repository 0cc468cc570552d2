import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** How a program on a disk of its own ended. */
export interface OnDisk {
  code: number | null
  stdout: string
  stderr: string
}

/** Mounts a disk in memory where nobody else sees it, and runs the rest. In $0 its size, in $1 its place. */
const SCRIPT = 'place="$1"; mount -t tmpfs -o size="$0" none "$place" || exit 99; shift; exec "$@"'

/** What the script above ends with where nothing may be mounted. */
const NO_MOUNT = 99

/**
 * Runs a command on a small disk of its own, which is gone with it. Linux lets root do so, and others where it gives them a user namespace.
 *
 * @param size    as mount takes it: "1m"
 * @param command is given the place of the disk
 */
export async function onOwnDisk(size: string, command: (place: string) => string[]): Promise<OnDisk> {
  const place = await mkdtemp(join(tmpdir(), "rochdale-disk-"))
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"]
  const child = spawn("unshare", ["--mount", ...asRoot, "sh", "-c", SCRIPT, size, place, ...command(place)], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  let [stdout, stderr] = ["", ""]
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()))
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  await rm(place, { recursive: true })
  if (code === NO_MOUNT) throw new Error(`These tests mount disks of their own, which is not permitted here: ${stderr}`)
  return { code, stdout, stderr }
}
