import { plus, type Combination } from "../combination.ts"

/** An equation 0 = sum of coefficient * unknown + something known. */
export interface BitRow {
  /** Wires and expressions that are not known. */
  unknown: Combination
  /** The rest; nothing where it is no combination of wires. */
  known: Combination | undefined
}

/** first + factor * second. */
export function combine(first: BitRow, second: BitRow, factor: bigint, prime: bigint): BitRow {
  return {
    unknown: plus(first.unknown, second.unknown, prime, factor),
    known: first.known && second.known ? plus(first.known, second.known, prime, factor) : undefined,
  }
}

/** Rows that have unknowns in common, directly or through others. */
export function clusters(rows: readonly BitRow[]): BitRow[][] {
  const parent = rows.map((_, index) => index)
  const find = (index: number): number => {
    while (parent[index] !== index) index = parent[index] = parent[parent[index]!]!
    return index
  }
  const firstWith = new Map<number, number>()
  rows.forEach(({ unknown }, index) => {
    for (const wire of unknown.keys()) {
      const first = firstWith.get(wire)
      if (first === undefined) firstWith.set(wire, index)
      else parent[find(index)] = find(first)
    }
  })
  const groups = new Map<number, BitRow[]>()
  rows.forEach((row, index) => {
    const group = groups.get(find(index))
    if (group) group.push(row)
    else groups.set(find(index), [row])
  })
  return [...groups.values()]
}
