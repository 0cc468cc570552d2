import type { FileCoverage } from "./file-coverage.ts"

/**
 * Reads coverage in the format of lcov, of which the lines alone.
 *
 * @throws Error if it has no file at all: then nothing was measured
 */
export function readLcov(text: string): FileCoverage[] {
  const files: FileCoverage[] = []
  for (const record of text.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(record)?.[1]
    if (file === undefined) continue
    const lines = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(
      ([, line, count]) => [Number(line), Number(count)] as const,
    )
    const missed = lines.filter(([, count]) => count === 0).map(([line]) => line)
    files.push({ file, lines: lines.length, missed: missed.sort((a, b) => a - b) })
  }
  if (files.length === 0) throw new Error("No file was measured. Are the contracts compiled with coverage?")
  return files
}
