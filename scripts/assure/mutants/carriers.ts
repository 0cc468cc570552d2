import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ARTIFACTS, ROOT } from "../../paths.ts"
import { compiled } from "../../circuits/compiled.ts"
import { readConstraintSystem } from "../../circuits/r1cs.ts"
import { readDefinitions, withoutComments, type Definition } from "./source.ts"

/** A circuit with templates in it that can be mutated. */
export interface Carrier {
  /** Path of the file with the main component, relative to the project. */
  file: string
  /** Names of the templates and functions that are in it. */
  uses: ReadonlySet<string>
  /** How many it has without mutants. */
  constraints: number
}

/** The circuits in these files, the smallest first. @param files relative to the project */
export async function readCarriers(files: readonly string[]): Promise<Carrier[]> {
  const carriers: Carrier[] = []
  for (const file of files) carriers.push({ file, uses: await usedBy(file), constraints: await constraintsOf(file) })
  return carriers.sort((a, b) => a.constraints - b.constraints)
}

/** The manifest says it of released circuits, the largest of which take long to compile. */
async function constraintsOf(file: string): Promise<number> {
  const { circuits } = JSON.parse(await readFile(join(ARTIFACTS, "manifest.json"), "utf8")) as {
    circuits: Record<string, { constraints: number }>
  }
  const released = /^circuits\/main\/(.+)\.circom$/.exec(file)?.[1]
  const known = released === undefined ? undefined : circuits[released]?.constraints
  if (known !== undefined) return known
  const { r1cs } = await compiled(join(ROOT, file), "O2")
  return (await readConstraintSystem(r1cs)).constraints.length
}

/** What the main component leads to, through the bodies of templates and functions. */
async function usedBy(file: string): Promise<Set<string>> {
  const definitions = await readDefinitions(join(ROOT, file))
  const byName = new Map<string, Definition>(definitions.map((definition) => [definition.name, definition]))
  const found = new Set<string>()
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(/\b(\w+)\s*\(/g)) {
      const definition = byName.get(name!)
      if (!definition || found.has(name!)) continue
      found.add(name!)
      visit(definition.code.slice(definition.body.from, definition.body.to))
    }
  }
  visit(/^component\s+main[\s\S]*/m.exec(withoutComments(await readFile(join(ROOT, file), "utf8")))?.[0] ?? "")
  return found
}
