import { readFile } from "node:fs/promises"

/** The variable that names the file to which properties write what they compared. */
export const COUNTS = "ROCHDALE_PROPERTY_COUNTS"

/** The variable that gives the seed of all inputs. */
export const SEED = "ROCHDALE_PROPERTY_SEED"

/** What a property compared: counted while it did. */
export interface PropertyCount {
  what: string
  sides: readonly string[]
  /** Inputs on which all sides agreed. */
  inputs: number
  /** How many of them all sides refused. */
  refused: number
  /** Time of the processor. */
  seconds: number
}

/** What the properties of a run wrote down. */
export async function readCounts(file: string): Promise<PropertyCount[]> {
  const text = await readFile(file, "utf8")
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as PropertyCount)
}

/** A table of them, and their sum. */
export function countLines(counts: readonly PropertyCount[]): string[] {
  const sum = (of: (count: PropertyCount) => number): number => counts.reduce((total, count) => total + of(count), 0)
  const rows = counts
    .toSorted((first, second) => first.what.localeCompare(second.what, "en"))
    .map(({ what, sides, inputs, refused, seconds }) => [
      what,
      grouped(inputs),
      grouped(refused),
      seconds.toFixed(0),
      sides.join(", "),
    ])
  const table = [
    ["property", "inputs", "of them refused by all", "s", "who agrees"],
    ...rows,
    [
      "in all",
      grouped(sum((count) => count.inputs)),
      grouped(sum((count) => count.refused)),
      sum((count) => count.seconds).toFixed(0),
      "",
    ],
  ]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  return table.map((row) =>
    row
      .map((cell, column) =>
        column >= 1 && column <= 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd(),
  )
}

function grouped(count: number): string {
  return count.toLocaleString("en")
}
