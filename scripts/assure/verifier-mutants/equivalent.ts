import { readFile } from "node:fs/promises"
import { isUnnoticed, type Mutant } from "./stryker.ts"

/** A change that no test can notice, for it changes nothing that matters. */
export interface Equivalent {
  file: string
  /** What is changed, without spaces around lines and with one space for each break. */
  original: string
  /** Into what, in the same way. */
  replacement: string
  reason: string
}

/** The list. */
export async function readEquivalent(): Promise<Equivalent[]> {
  return JSON.parse(await readFile(new URL("./equivalent.json", import.meta.url), "utf8")) as Equivalent[]
}

/** What tests let pass and what is on the list for nothing. */
export interface Judgement {
  survivors: Mutant[]
  /** Entries of which there is no mutant, or whose mutants tests notice. */
  stale: Equivalent[]
}

/** @param mutants all mutants of all files that the list is about */
export function judge(mutants: readonly Mutant[], list: readonly Equivalent[]): Judgement {
  const unnoticed = mutants.filter(isUnnoticed)
  return {
    survivors: unnoticed.filter((mutant) => !list.some((entry) => isOf(entry, mutant))),
    stale: list.filter((entry) => !unnoticed.some((mutant) => isOf(entry, mutant))),
  }
}

function isOf({ file, original, replacement }: Equivalent, mutant: Mutant): boolean {
  return (
    file === mutant.file && original === inOneLine(mutant.original) && replacement === inOneLine(mutant.replacement)
  )
}

/** A text of several lines as the list has it. */
export function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim()
}
