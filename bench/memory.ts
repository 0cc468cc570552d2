import { readFile } from "node:fs/promises"

/**
 * The most memory that a process had resident at once, in MiB. undefined where the system does not tell it of other processes (it is Linux that does).
 *
 * A process's own `maxRSS` will not do: it begins with what its parent had.
 */
export async function peakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "")
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024
}
