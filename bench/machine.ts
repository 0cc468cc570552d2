import { arch, availableParallelism, cpus, platform, totalmem } from "node:os"

/** What a measurement was made on, in one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor"
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${model}, ${availableParallelism()} cores, ${memory}, ${platform()} ${arch()}, Node ${process.version}`
}
