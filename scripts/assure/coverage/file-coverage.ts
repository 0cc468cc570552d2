/** How much of one file ran. */
export interface FileCoverage {
  /** Relative to the project. */
  file: string
  /** Lines with code. */
  lines: number
  /** Those of which something did not run, ascending, from 1. */
  missed: readonly number[]
}

/** Covered lines in per cent of those with code; 100 where there are none. */
export function percentOf(files: readonly FileCoverage[]): number {
  const lines = files.reduce((sum, each) => sum + each.lines, 0)
  const missed = files.reduce((sum, each) => sum + each.missed.length, 0)
  return lines === 0 ? 100 : (100 * (lines - missed)) / lines
}

/** Lines as people write them: "3-5, 9". */
export function rangesOf(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const line of lines) {
    const range = ranges.at(-1)
    if (range?.[1] === line - 1) range[1] = line
    else ranges.push([line, line])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(", ")
}
