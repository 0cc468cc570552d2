import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { Cluster } from "../postgres/cluster.ts"

const ATTEMPTS = 20

/** Kills the server of a cluster, whatever it is at, without letting it end anything. Where it does not run, nothing happens. */
export async function killServer(cluster: Cluster): Promise<void> {
  let folder: unknown
  try {
    const [found] = await cluster.ask("SHOW data_directory")
    folder = found?.["data_directory"]
  } catch {
    return
  }
  const [pid = ""] = (await readFile(join(String(folder), "postmaster.pid"), "utf8")).split("\n")
  process.kill(Number(pid), "SIGKILL")
}

/** Starts it again, if it does not run. Its other processes must have noticed its end before. */
export async function beginServer(cluster: Cluster): Promise<void> {
  if (await answers(cluster)) return
  for (let attempt = 1; ; attempt++) {
    try {
      await cluster.begin()
      return
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      await pause(200)
    }
  }
}

async function answers(cluster: Cluster): Promise<boolean> {
  try {
    await cluster.ask("SELECT 1")
    return true
  } catch {
    return false
  }
}
