import { spawn } from "node:child_process"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** What is mutated, and what should notice. */
export interface MutationRun {
  /** Sources, relative to the project. */
  mutate: readonly string[]
  /** Test files. */
  tests: readonly string[]
  /** Tests whose titles begin like this are left out: they are slow and about something else. */
  leave?: readonly string[]
  /** Modules that mocha requires. */
  require?: readonly string[]
}

/** A change of the source. */
export interface Mutant {
  file: string
  /** From 1. */
  line: number
  /** Stryker's name of the kind of change. */
  kind: string
  original: string
  replacement: string
  /** "Survived" if no test failed, "NoCoverage" if none ran it; all else was noticed, or is no program. */
  status: string
}

interface Report {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>
}

interface ReportedMutant {
  mutatorName: string
  replacement?: string
  status: string
  location: { start: Position; end: Position }
}

/** Both from 1. */
interface Position {
  line: number
  column: number
}

/**
 * Makes mutants and runs on each the tests that ran what was changed.
 *
 * @param project a copy of the project: its sources are overwritten meanwhile
 * @param onText  takes what Stryker prints
 * @throws Error if the tests fail on the unchanged sources, or Stryker itself does
 */
export async function mutants(
  project: string,
  { mutate, tests, leave = [], require = [] }: MutationRun,
  onText: (text: string) => void = () => undefined,
): Promise<Mutant[]> {
  const config = {
    inPlace: true,
    mutate,
    // The text of an error is for people: what is refused, and with which error, must not change.
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "mocha",
    plugins: ["@stryker-mutator/mocha-runner"],
    mochaOptions: { spec: tests, require, grep: `/^(?!${["\\0", ...leave].join("|")})/` },
    coverageAnalysis: "perTest",
    // What runs while files are loaded is tested with the tests that run it again; what runs then alone would take every test each time.
    ignoreStatic: true,
    concurrency: 2,
    timeoutMS: 60_000,
    disableTypeChecks: false,
    reporters: ["json", "progress-append-only"],
    allowConsoleColors: false,
  }
  await writeFile(join(project, "stryker.config.json"), JSON.stringify(config))
  const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js"
  const child = spawn(process.execPath, [stryker, "run"], { cwd: project, stdio: ["ignore", "pipe", "pipe"] })
  let printed = ""
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text
      onText(text)
    })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  if (code !== 0) throw new Error(`Stryker could not test the mutants:\n${printed}`)
  return mutantsOf(JSON.parse(await readFile(join(project, "reports/mutation/mutation.json"), "utf8")) as Report)
}

function mutantsOf({ files }: Report): Mutant[] {
  return Object.entries(files).flatMap(([file, { source, mutants: reported }]) => {
    const lines = source.split("\n")
    return reported.map(({ mutatorName, replacement = "", status, location: { start, end } }) => ({
      file,
      line: start.line,
      kind: mutatorName,
      original: between(lines, start, end),
      replacement,
      status,
    }))
  })
}

function between(lines: readonly string[], start: Position, end: Position): string {
  const inside = lines.slice(start.line - 1, end.line)
  inside.push((inside.pop() ?? "").slice(0, end.column - 1))
  inside.unshift((inside.shift() ?? "").slice(start.column - 1))
  return inside.join("\n")
}

/** Whether the tests let a mutant pass. */
export function isUnnoticed({ status }: Mutant): boolean {
  return status === "Survived" || status === "NoCoverage"
}
