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

/**
 * Reads which circuits tests name: as a file, as a fixture, also one with gaps such as `scores-${lanes}`, or by the name of a released one.
 *
 * @param files    of tests, relative to the project
 * @param carriers every circuit
 */
export async function readTests(files: readonly string[], carriers: readonly Carrier[]): Promise<TestFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(ROOT, file), "utf8")
      const named = carriers.filter((carrier) => isNamed(carrier.file, source))
      return { file, circuits: new Set(named.map((carrier) => carrier.file)) }
    }),
  )
}

function isNamed(circuit: string, source: string): boolean {
  const name = basename(circuit, ".circom")
  if (source.includes(`"${name}.circom"`) || source.includes(`fixture("${name}")`)) return true
  if (circuit.startsWith("circuits/main/") && source.includes(`"${name}"`)) return true
  const withGaps = [...source.matchAll(/(?:fixture|release)\(`([^`]+)`\)/g)].map((match) => match[1]!)
  return withGaps.some((text) => new RegExp(`^${text.replace(/\$\{\w+\}/g, "\\d+")}$`).test(name))
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
    .sort((a, b) => rank(a) - rank(b) || a.circuits.size - b.circuits.size || weight(a) - weight(b))
    .map(({ file }) => file)
}
