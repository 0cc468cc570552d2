import { parseArgs } from "node:util"
import { isUnnoticed, mutants, type Mutant } from "./stryker.ts"
import { inOneLine, judge, readEquivalent } from "./equivalent.ts"
import { copyProject, COPY } from "./project-copy.ts"
import { RUNS } from "./scope.ts"

const USAGE = `usage: ./run assure verifier-mutants [file…]

  Changes the verifiers of the SDK and of whole polls in one place after another, by Stryker, and runs the tests on each. Says which changes no
  test noticed; fails if there are any that are not in scripts/assure/verifier-mutants/equivalent.json.
  file: only these sources, relative to the project; the list is then not looked at for entries that nothing needs`

/**
 * @param args what follows the part's name
 * @returns exit code: 1 if a mutant survives, or the list has an entry too many
 */
export async function verifierMutants(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }

  const found: Mutant[] = []
  for (const run of RUNS) {
    const mutate = positionals.length === 0 ? run.mutate : positionals.filter((file) => file.startsWith(run.folder))
    if (mutate.length === 0) continue
    await copyProject()
    found.push(...(await mutants(COPY, { ...run, mutate }, (text) => process.stdout.write(text))))
  }
  const list = await readEquivalent()
  const { survivors, stale } = judge(found, list)
  console.log(table(found, survivors))
  for (const { file, line, kind, original, replacement, status } of survivors) {
    const tested = status === "NoCoverage" ? "no test runs it" : kind
    console.log(
      `FAILED  ${file}:${String(line)} (${tested})\n          - ${inOneLine(original)}\n          + ${inOneLine(replacement)}`,
    )
  }
  const unneeded = positionals.length === 0 ? stale : []
  for (const { file, original, replacement } of unneeded)
    console.log(
      `FAILED  equivalent.json: ${file}: "${original}" → "${replacement}" is noticed, or is not there; take it out`,
    )
  return survivors.length + unneeded.length > 0 ? 1 : 0
}

function table(all: readonly Mutant[], survivors: readonly Mutant[]): string {
  const files = [...new Set(all.map(({ file }) => file))].sort()
  const width = Math.max(...files.map((file) => file.length), 3)
  const row = (name: string, of: (mutant: Mutant) => boolean): string => {
    const [made, left, survived] = [
      all.filter(of),
      all.filter((each) => of(each) && isUnnoticed(each)),
      survivors.filter(of),
    ]
    const numbers = [made.length, made.length - left.length, left.length - survived.length, survived.length]
    return `  ${name.padEnd(width)} ${numbers.map((count) => String(count).padStart(10)).join("")}`
  }
  return [
    "",
    `  ${"file".padEnd(width)} ${["mutants", "noticed", "no change", "survivors"].map((word) => word.padStart(10)).join("")}`,
    ...files.map((name) => row(name, ({ file }) => file === name)),
    row("all", () => true),
    "",
  ].join("\n")
}
