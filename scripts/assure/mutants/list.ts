import { join } from "node:path"
import { ROOT } from "../../paths.ts"
import { constraintMutants, type Known } from "./constraints.ts"
import type { Mutant } from "./mutant.ts"
import { numberMutants, parameterMutants } from "./numbers.ts"
import { isTemplate, readDefinitions } from "./source.ts"

/** All mutants of some files of templates and parameters, in the order in which they stand. @param files relative to the project */
export async function listMutants(files: readonly string[]): Promise<Mutant[]> {
  const mutants: Mutant[] = []
  for (const file of files) {
    const path = join(ROOT, file)
    const definitions = await readDefinitions(path)
    const known: Known = new Map(definitions.filter(isTemplate).map((template) => [template.name, template]))
    for (const definition of definitions.filter((candidate) => candidate.file === path)) {
      const own = isTemplate(definition)
        ? [...constraintMutants(definition, known), ...numberMutants(definition)]
        : parameterMutants(definition)
      mutants.push(...own.sort((a, b) => a.line - b.line))
    }
  }
  return mutants
}
