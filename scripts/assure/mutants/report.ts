import { basename } from "node:path"
import { justification, type Justified } from "./justified.ts"
import type { Mutant } from "./mutant.ts"
import type { Tried } from "./run.ts"

/** Mutants that nothing has caught and that no entry justifies. */
export function survivors(tried: readonly Tried[], justified: readonly Justified[]): Tried[] {
  return tried.filter(({ verdict, mutant }) => verdict.kind === "survived" && !justification(justified, mutant))
}

/** Entries of the list for mutants that do not exist, or that something catches: they would hide what comes later. */
export function stale(tried: readonly Tried[], justified: readonly Justified[]): Justified[] {
  const survived = tried.filter(({ verdict }) => verdict.kind === "survived")
  const needed = new Set(survived.map(({ mutant }) => justification(justified, mutant)))
  return justified.filter((entry) => !needed.has(entry))
}

const HEADS = ["mutants", "no circuit", "same", "determinism", "tests", "justified", "surviving"] as const

/** What became of the mutants of each template, in rows that fit together. */
export class Table {
  readonly #width: number
  readonly #justified: readonly Justified[]

  constructor(mutants: readonly Mutant[], justified: readonly Justified[]) {
    this.#width = Math.max(...mutants.map(({ template }) => template.length), "template".length)
    this.#justified = justified
  }

  get head(): string {
    return ["template".padEnd(this.#width), ...HEADS].join("  ")
  }

  /** Mutants by what became of them, and which tests caught how many. */
  row(name: string, tried: readonly Tried[]): string {
    const count = (kind: string): number => tried.filter(({ verdict }) => verdict.kind === kind).length
    const surviving = survivors(tried, this.#justified).length
    const counts: Record<(typeof HEADS)[number], number> = {
      mutants: tried.length,
      "no circuit": count("not compiled"),
      same: count("same constraints"),
      determinism: count("determinism"),
      tests: count("test"),
      justified: count("survived") - surviving,
      surviving,
    }
    const cells = HEADS.map((head) => String(counts[head]).padStart(head.length))
    return [name.padEnd(this.#width), ...cells, testsOf(tried)].join("  ").trimEnd()
  }
}

/** What the columns of the table mean. */
export const LEGEND = [
  "no circuit: the compiler refuses it; same: it changes no constraint in any circuit that has the template;",
  "determinism, tests: caught by the determinism tool, or else by a test in the files named",
]

/** A mutant that survived, for a person. */
export function survivorLines({ mutant, verdict }: Tried): string[] {
  const asked = verdict.kind === "survived" ? verdict.tests.map((file) => basename(file)) : []
  return [
    `SURVIVED ${mutant.template} (${basename(mutant.file)}:${mutant.line}): ${mutant.change}`,
    `         ${mutant.text}`,
    `         ${asked.length === 0 ? "no test loads a circuit that has it" : `not caught by ${asked.join(", ")}`}`,
  ]
}

function testsOf(tried: readonly Tried[]): string {
  const counts = new Map<string, number>()
  for (const { verdict } of tried) {
    if (verdict.kind === "test") counts.set(basename(verdict.file), (counts.get(basename(verdict.file)) ?? 0) + 1)
  }
  return [...counts].map(([file, count]) => `${file} ${count}`).join(", ")
}
