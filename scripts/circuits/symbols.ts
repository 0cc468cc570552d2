import { readFile } from "node:fs/promises"

/** A test named a signal that the circuit does not have, or that the compiler has replaced by an expression of others. */
export class UnknownSignalError extends Error {
  constructor(name: string, reason: string) {
    super(`signal ${name}: ${reason}`)
    this.name = "UnknownSignalError"
  }
}

/**
 * The names of a circuit's signals.
 *
 * The compiler calls an anonymous component after its template and its place in the source: `AssertBits_40_1476`. Those
 * numbers change with every edit, so here it is `AssertBits`, and a second one in the same parent is `AssertBits#1`.
 */
export class Symbols {
  readonly #wires = new Map<string, number>()
  readonly #names: string[] = ["1"]

  /** Reads a .sym file of circom. */
  static async read(path: string): Promise<Symbols> {
    return new Symbols(await readFile(path, "utf8"))
  }

  constructor(text: string) {
    const rows = text
      .trim()
      .split("\n")
      .map((line) => line.split(",") as [string, string, string, string])
    const rename = renamer(rows.map((row) => row[3]))
    for (const [, wire, , raw] of rows) {
      const name = rename(raw)
      this.#wires.set(name, Number(wire))
      if (wire !== "-1") this.#names[Number(wire)] = name
    }
  }

  /** The wire that carries a signal. */
  wire(name: string): number {
    const wire = this.#wires.get(name)
    if (wire === undefined) throw new UnknownSignalError(name, "the circuit has none of that name")
    if (wire === -1) throw new UnknownSignalError(name, "simplified away; change the signals that it is made of")
    return wire
  }

  /** The name of a wire. */
  name(wire: number): string {
    return this.#names[wire] ?? `wire ${wire}`
  }

  /** Names of all signals that kept a wire. */
  get names(): string[] {
    return this.#names.slice(1)
  }

  /** Whether a signal kept a wire; the compiler replaces some by expressions of others. */
  has(name: string): boolean {
    return (this.#wires.get(name) ?? -1) !== -1
  }
}

const ANONYMOUS = /^(.+)_(\d+)_(\d+)((?:\[\d+\])*)$/

function renamer(names: string[]): (raw: string) => string {
  // Parent path and template -> the places in the source where that parent has such a component.
  const places = new Map<string, Set<number>>()
  const walk = (raw: string, visit: (parent: string, template: string, place: number) => void): void => {
    let dot = raw.indexOf(".")
    while (dot !== -1) {
      const next = raw.indexOf(".", dot + 1)
      const match = ANONYMOUS.exec(raw.slice(dot + 1, next === -1 ? undefined : next))
      if (match) visit(raw.slice(0, dot), match[1]!, Number(match[3]))
      dot = next
    }
  }
  for (const raw of names) {
    walk(raw, (parent, template, place) => {
      const key = `${parent}/${template}`
      const known = places.get(key)
      if (known) known.add(place)
      else places.set(key, new Set([place]))
    })
  }
  const ordinals = new Map<string, Map<number, number>>()
  for (const [key, known] of places) {
    ordinals.set(key, new Map([...known].sort((a, b) => a - b).map((place, ordinal) => [place, ordinal])))
  }

  return (raw) => {
    let path = ""
    return raw
      .split(".")
      .map((part) => {
        const match = ANONYMOUS.exec(part)
        const parent = path
        path = path === "" ? part : `${path}.${part}`
        if (!match) return part
        const ordinal = ordinals.get(`${parent}/${match[1]}`)!.get(Number(match[3]))!
        return `${match[1]}${ordinal === 0 ? "" : `#${ordinal}`}${match[4]}`
      })
      .join(".")
  }
}
