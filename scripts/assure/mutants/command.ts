import { writeFile } from "node:fs/promises"
import { availableParallelism } from "node:os"
import { basename, relative } from "node:path"
import { parseArgs } from "node:util"
import { ROOT } from "../../paths.ts"
import { readJustified } from "./justified.ts"
import { listMutants } from "./list.ts"
import type { Mutant } from "./mutant.ts"
import { project } from "./project.ts"
import { LEGEND, stale, survivorLines, survivors, Table } from "./report.ts"
import { tryAll, type Tried } from "./run.ts"

export const USAGE = `usage: ./run assure mutants [template or file…] [options]

  Takes the constraints of the circuits away, one at a time, changes their numbers by one, and shows of each such mutant that the determinism
  tool or a test in test/circuits catches it. Fails on any that survives and is not in scripts/assure/mutants/justified.json.

  template or file  only these: AssertPolicy, policy.circom
  --kind KIND       only these mutants: check, assignment, input or number
  --jobs N          how many at a time (default: one a core, at most 4)
  --json FILE       writes what became of each mutant there
  What that means: docs/assurance.md.`

/**
 * @param args what follows the subcommand
 * @returns exit code: 1 if a mutant survives or an entry of the list is not needed, 2 for arguments that make no sense
 */
export async function mutants(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kind: { type: "string", multiple: true },
      jobs: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  })
  if (values.help === true) {
    console.log(USAGE)
    return 0
  }
  const jobs = Number(values.jobs ?? Math.min(availableParallelism(), 4))
  if (!(Number.isInteger(jobs) && jobs > 0))
    return refuse(`--jobs must be a whole number above 0, not "${values.jobs!}"`)
  const subject = await project()
  const all = await listMutants(subject.templates)
  const unknown = positionals.filter((name) => !all.some((mutant) => isNamed(mutant, name)))
  if (unknown.length > 0) return refuse(`there is no template or file ${unknown.join(", ")} in circuits/lib`)
  const kinds = values.kind ?? []
  const chosen = all
    .filter((mutant) => positionals.length === 0 || positionals.some((name) => isNamed(mutant, name)))
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
  if (chosen.length === 0) return refuse(`there are no mutants of kind ${kinds.join(", ")} there`)

  const justified = await readJustified()
  const table = new Table(chosen, justified)
  const known = new Map<string, Tried[]>()
  console.log(table.head)
  const tried = await tryAll(chosen, subject, jobs, (one) => {
    const { template } = one.mutant
    const others = [...(known.get(template) ?? []), one]
    known.set(template, others)
    if (others.length < chosen.filter((mutant) => mutant.template === template).length) return
    console.log([table.row(template, others), ...survivors(others, justified).flatMap(survivorLines)].join("\n"))
  })
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(tried.map(plain), undefined, 2)}\n`)
  console.log([table.row("all", tried), "", ...LEGEND].join("\n"))
  const unneeded = chosen.length === all.length ? stale(tried, justified) : []
  for (const { template, text, change } of unneeded) {
    console.log(`FAILED  justified.json: ${template}, ${text}, ${change}: nothing needs it; take it out`)
  }
  return unneeded.length > 0 || survivors(tried, justified).length > 0 ? 1 : 0
}

const isNamed = (mutant: Mutant, name: string): boolean =>
  mutant.template === name || basename(mutant.file) === basename(name)

function plain({ mutant, verdict, seconds }: Tried): object {
  const { file, line, template, text, change } = mutant
  const { kind, ...why } = verdict
  return {
    file: relative(ROOT, file),
    line,
    template,
    text,
    kind: mutant.kind,
    change,
    verdict: kind,
    ...why,
    seconds: Number(seconds.toFixed(1)),
  }
}

function refuse(reason: string): number {
  console.error(reason)
  return 2
}
