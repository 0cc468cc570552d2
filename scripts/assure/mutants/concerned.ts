import { readFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { ROOT } from "../../paths.ts"
import type { Carrier } from "./carriers.ts"

/** A test file with the circuits that it names. */
export interface TestFile {
  /** Relative to the project. */
  file: string
  /** Files of circuits, relative to the project. */
  circuits: ReadonlySet<string>
}

/** Reads which circuits tests name: by a text, or by a text with gaps such as `scores-${lanes}`. */
export async function readTests(files: readonly string[], carriers: readonly Carrier[]): Promise<TestFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(ROOT, file), "utf8")
      const texts = [...source.matchAll(/"([\w-]+)(?:\.circom)?"|`([\w-]*\$\{[^}]+\}[^`\s]*)`/g)].map(
        ([, text, gaps]) => new RegExp(`^${text ?? gaps!.replace(/\$\{[^}]+\}/g, "\\w+")}$`),
      )
      const named = carriers.filter((carrier) => texts.some((text) => text.test(basename(carrier.file, ".circom"))))
      return { file, circuits: new Set(named.map((carrier) => carrier.file)) }
    }),
  )
}

/**
 * The tests that load one of the circuits: first those of the smallest one, and of these the quickest, which load few and small circuits.
 *
 * @param carriers of the template that is mutated, the smallest first
 * @param all      every circuit
 */
export function concerned(tests: readonly TestFile[], carriers: readonly Carrier[], all: readonly Carrier[]): string[] {
  const rank = ({ circuits }: TestFile): number => carriers.findIndex(({ file }) => circuits.has(file))
  const weight = ({ circuits }: TestFile): number =>
    all.reduce((sum, { file, constraints }) => sum + (circuits.has(file) ? constraints : 0), 0)
  return tests
    .filter((test) => rank(test) !== -1)
    .sort((a, b) => rank(a) - rank(b) || weight(a) - weight(b))
    .map(({ file }) => file)
}
