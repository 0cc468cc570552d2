import { invert } from "../../../circuits/field.ts"
import type { Facts } from "../facts.ts"
import { combine, type BitRow } from "./row.ts"

/**
 * Gauss's elimination of unknowns that are no bits.
 *
 * @returns what the equations say about bits alone
 */
export function eliminate(rows: readonly BitRow[], facts: Facts, prime: bigint): BitRow[] {
  const overBits = rows.filter((row) => others(row).length === 0)
  const open = new Set(rows.filter((row) => others(row).length > 0))
  const readers = new Map<number, Set<BitRow>>()
  for (const row of open) enter(row)

  // The row with the fewest of them first: it says most directly what one of them is.
  const byCount = [...open].sort((a, b) => others(a).length - others(b).length || a.unknown.size - b.unknown.size)
  for (const first of byCount) {
    if (!open.has(first)) continue
    leave(first)
    const wire = others(first)[0]!
    for (const row of [...(readers.get(wire) ?? [])]) {
      leave(row)
      const factor = -row.unknown.get(wire)! * invert(first.unknown.get(wire)!, prime)
      const rest = combine(row, first, factor, prime)
      if (others(rest).length > 0) enter(rest)
      else if (rest.unknown.size > 0) overBits.push(rest)
    }
  }
  return overBits

  function others({ unknown }: BitRow): number[] {
    return [...unknown.keys()].filter((wire) => !facts.isBit(wire))
  }

  function enter(row: BitRow): void {
    open.add(row)
    for (const wire of others(row)) readers.set(wire, (readers.get(wire) ?? new Set()).add(row))
  }

  function leave(row: BitRow): void {
    open.delete(row)
    for (const wire of others(row)) readers.get(wire)?.delete(row)
  }
}
