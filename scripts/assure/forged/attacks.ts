import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { CIRCUITS, type CircuitName } from "../../circuits/names.ts"
import { ROOT } from "../../paths.ts"

/** Tests that make an attack on some circuits, by their titles, in which … stands for what changes from case to case. */
export interface Shown {
  circuits: CircuitName[]
  by: string
  titles: string[]
}

/** An attack of the protocol's list, in its words. */
export interface Attack {
  attack: string
  shown: Shown[]
  /** On which circuits it cannot be made, and why. */
  none: { circuits: CircuitName[]; because: string }[]
}

/** The table of attacks and circuits. */
export async function readAttacks(): Promise<Attack[]> {
  return JSON.parse(await readFile(join(ROOT, "scripts/assure/forged/attacks.json"), "utf8")) as Attack[]
}

/** The attacks that the protocol lists, in its words and order. */
export async function listedAttacks(): Promise<string[]> {
  const protocol = await readFile(join(ROOT, "docs/protocol.md"), "utf8")
  const list = protocol.split("## Known attacks that the tests must show to fail")[1]!.split("\n## ")[0]!
  return list.replace(/\s+/g, " ").trim().replace(/\.$/, "").split("; ")
}

/** How many tests make each attack on each circuit; – where it cannot be made. */
export function attackLines(attacks: readonly Attack[]): string[] {
  const count = ({ shown }: Attack, circuit: CircuitName): string => {
    const titles = shown.filter(({ circuits }) => circuits.includes(circuit)).flatMap((entry) => entry.titles)
    return titles.length === 0 ? "–" : String(titles.length)
  }
  const table = [
    ["attack", ...CIRCUITS],
    ...attacks.map((attack) => [
      attack.attack.replace(/ \(.*\)$/, ""),
      ...CIRCUITS.map((circuit) => count(attack, circuit)),
    ]),
  ]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  "),
  )
}
