import { readFile } from "node:fs/promises"

/**
 * Names of a circuit's public signals in the order in which a proof carries them.
 *
 * @param sym   path of the compiler's symbol file: `label,wire,component,name` a line
 * @param count how many wires after the constant are public
 */
export async function publicSignalNames(sym: string, count: number): Promise<string[]> {
  const names = new Array<string>(count)
  for (const line of (await readFile(sym, "utf8")).split("\n")) {
    const [, wire, , name] = line.split(",")
    const index = Number(wire) - 1
    // An alias of a public wire deeper in the circuit has more dots in its name; the main component's own has one.
    if (name !== undefined && index >= 0 && index < count && name.split(".").length === 2)
      names[index] ??= name.slice("main.".length)
  }
  return names
}
