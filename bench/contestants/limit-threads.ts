import { syncBuiltinESMExports } from "node:module"
import os from "node:os"

/** Lets libraries that take as many threads as there are cores, snarkjs above all, see only so many. */
export function limitThreads(count: number): void {
  const cores = os.cpus().slice(0, count)
  os.cpus = () => cores
  os.availableParallelism = () => count
  syncBuiltinESMExports()
  Object.defineProperty(globalThis.navigator, "hardwareConcurrency", { value: count })
}
