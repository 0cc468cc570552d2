import { readFile } from "node:fs/promises"
import { percentOf, rangesOf, type FileCoverage } from "./file-coverage.ts"

/** Of the lines of all files together, in per cent, at least. */
export const OF_ALL = 95

/** Of the lines of each file, unless it is on the list. */
export const OF_EACH = 85

/** A file of which less may run in these tests. */
export interface LessCovered {
  file: string
  /** At least so many per cent. */
  atLeast: number
  /** Why, and what runs the rest. */
  reason: string
}

/** The list. */
export async function readLessCovered(): Promise<LessCovered[]> {
  return JSON.parse(await readFile(new URL("./less-covered.json", import.meta.url), "utf8")) as LessCovered[]
}

/**
 * What is wrong with what was measured, one line each: too little of all or of one file, and entries of the list that nothing
 * needs.
 *
 * @param what  "SDK and verifier", "contracts"
 * @param files all that were measured of it
 * @param list  entries about files of it
 */
export function problems(what: string, files: readonly FileCoverage[], list: readonly LessCovered[]): string[] {
  const all = percentOf(files)
  return [
    ...(all < OF_ALL ? [`${what}: ${shown(all)} of the lines ran, and not ${String(OF_ALL)} %`] : []),
    ...files.flatMap((each) => {
      const { atLeast } = list.find(({ file }) => file === each.file) ?? { atLeast: OF_EACH }
      const percent = percentOf([each])
      if (percent >= atLeast) return []
      return [`${each.file}: ${shown(percent)} ran, and not ${String(atLeast)} %: lines ${rangesOf(each.missed)}`]
    }),
    ...list.flatMap(({ file }) => {
      const measured = files.find((each) => each.file === file)
      if (measured === undefined) return [`less-covered.json: ${file} is not there; take it out`]
      return percentOf([measured]) >= OF_EACH ? [`less-covered.json: ${file} needs no entry; take it out`] : []
    }),
  ]
}

/** A number of per cent for people, never rounded up to what it does not reach. */
export function shown(percent: number): string {
  return `${(Math.floor(percent * 10) / 10).toFixed(1)} %`
}
