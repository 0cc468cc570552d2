import { readdir } from "node:fs/promises"
import { basename, join } from "node:path"
import { ROOT } from "../../paths.ts"
import type { Subject } from "./subject.ts"

/**
 * Tests that are not asked. They compare a number of constraints with a file, or sources with what they should look like: that would say that a circuit
 * has changed, and not that it proves anything false.
 */
const NOT_ASKED = ["borrowed.test.ts", "compile.test.ts", "constraints.test.ts"]

/** All circuits of this project, with their tests. */
export async function project(): Promise<Subject> {
  const tests = await filesOf("test/circuits", ".test.ts")
  return {
    templates: await filesOf("circuits/lib", ".circom"),
    carriers: [
      ...(await filesOf("test/circuits/fixtures", ".circom")),
      // Instances with few levels and trustees, which compile in a third of the time.
      ...(await filesOf("scripts/assure/mutants/instances", ".circom")),
      ...(await filesOf("circuits/main", ".circom")),
    ],
    tests: tests.filter((file) => !NOT_ASKED.includes(basename(file))),
  }
}

async function filesOf(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(join(ROOT, folder))
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name))
}
