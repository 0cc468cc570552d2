import { readFile } from "node:fs/promises"
import type { Mutant } from "./mutant.ts"

/** A mutant that nothing catches, and why that is no harm. */
export interface Justified {
  template: string
  /** The line as it is written. */
  text: string
  /** What was done to it, as the report says it. */
  change: string
  reason: string
}

/** The list for this project's circuits. */
export async function readJustified(): Promise<Justified[]> {
  return JSON.parse(await readFile(new URL("./justified.json", import.meta.url), "utf8")) as Justified[]
}

/** The entry for a mutant. */
export function justification(list: readonly Justified[], mutant: Mutant): Justified | undefined {
  return list.find(
    ({ template, text, change }) => template === mutant.template && text === mutant.text && change === mutant.change,
  )
}
