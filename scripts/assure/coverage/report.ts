import { dirname } from "node:path"
import { percentOf, rangesOf, type FileCoverage } from "./file-coverage.ts"
import { OF_ALL, shown } from "./requirements.ts"

/** A table of folders, and the files of which less than a total's worth ran, with the lines that did not. */
export function report(what: string, files: readonly FileCoverage[]): string {
  const folders = [...new Set(files.map(({ file }) => dirname(file)))].sort()
  const inside = folders.map((folder) => [folder, files.filter(({ file }) => dirname(file) === folder)] as const)
  const rows = [...inside, ["all", files] as const]
  const width = Math.max(...rows.map(([name]) => name.length))
  const below = files.filter((each) => percentOf([each]) < OF_ALL)
  const fileWidth = Math.max(0, ...below.map(({ file }) => file.length))
  return [
    `${what}: lines that ran`,
    "",
    `  ${"folder".padEnd(width)}  files   lines  covered   share`,
    ...rows.map(([name, some]) => `  ${name.padEnd(width)}  ${numbers(some)}`),
    "",
    ...(below.length === 0 ? [] : [`  files below ${String(OF_ALL)} %, and their lines that did not run:`]),
    ...below.map((each) => {
      const share = shown(percentOf([each])).padStart(7)
      return `  ${each.file.padEnd(fileWidth)}  ${share}  ${rangesOf(each.missed)}`
    }),
  ].join("\n")
}

function numbers(files: readonly FileCoverage[]): string {
  const lines = files.reduce((sum, each) => sum + each.lines, 0)
  const missed = files.reduce((sum, each) => sum + each.missed.length, 0)
  return [
    String(files.length).padStart(5),
    String(lines).padStart(7),
    String(lines - missed).padStart(8),
    shown(percentOf(files)).padStart(7),
  ].join(" ")
}
