import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"

/** The variable that names the file to which tests write how many forgeries they made. */
export const FORGERIES = "ROCHDALE_FORGERIES"

/** The variable that gives the seed of all forgeries. */
export const FORGERY_SEED = "ROCHDALE_FORGERY_SEED"

/** Forged witnesses of one circuit, made in one way, and what became of them: counted while they were made. */
export interface ForgeryCount {
  circuit: string
  /** How they were made. */
  way: string
  made: number
  /** How many break a constraint. */
  broken: number
  /** How many of the others show the same public signals. */
  unchanged: number
  /** How many show other public signals that are true, by the model. */
  stillTrue: number
  /** How many show a key or point that no verifier asks for. */
  unasked: number
  /** Time of the processor. */
  seconds: number
}

/** What tests wrote down; nothing where none that counts was run. */
export async function readForgeries(file: string): Promise<ForgeryCount[]> {
  if (!existsSync(file)) return []
  const text = await readFile(file, "utf8")
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ForgeryCount)
}

const NUMBERS = ["made", "broken", "unchanged", "stillTrue", "unasked", "seconds"] as const

/** A table of them, and their sums. */
export function forgeryLines(counts: readonly ForgeryCount[], order: readonly string[]): string[] {
  const sorted = counts.toSorted((first, second) => order.indexOf(first.circuit) - order.indexOf(second.circuit))
  const cells = (count: Pick<ForgeryCount, (typeof NUMBERS)[number]>): string[] =>
    NUMBERS.map((name) => Math.round(count[name]).toLocaleString("en"))
  const sums = Object.fromEntries(NUMBERS.map((name) => [name, counts.reduce((sum, count) => sum + count[name], 0)]))
  const table = [
    ["circuit", "what is changed", "forged", "broken", "same public", "other, true", "not asked", "s"],
    ...sorted.map((count) => [count.circuit, count.way, ...cells(count)]),
    ["in all", "", ...cells(sums as Record<(typeof NUMBERS)[number], number>)],
  ]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  return table.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  "),
  )
}
