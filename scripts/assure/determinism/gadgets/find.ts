import { equal, onlyWire, over, times, type Combination } from "../combination.ts"
import type { System } from "../system.ts"

/** What a wire's square is, if a constraint says so. */
export function squareOf(system: System, wire: number): Combination | undefined {
  for (const index of system.readers[wire]!) {
    const { a, b, c } = system.product(index)
    const [left, right] = [onlyWire(a), onlyWire(b)]
    if (left?.wire !== wire || right?.wire !== wire || c.size === 0) continue
    return over(c, left.coefficient * right.coefficient, system.prime)
  }
  return undefined
}

/** Constraints wire * factor = result, in which the wire is one side by itself. */
export function multiplesOf(
  system: System,
  wire: number,
): { constraint: number; factor: Combination; result: Combination }[] {
  return system.readers[wire]!.flatMap((constraint) => {
    const { a, b, c } = system.product(constraint)
    for (const [side, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const only = onlyWire(side)
      if (only?.wire === wire && !other.has(wire)) {
        return [{ constraint, factor: times(other, only.coefficient, system.prime), result: c }]
      }
    }
    return []
  })
}

/** Whether a constraint says wire = square of the combination. */
export function isSquare(system: System, wire: number, root: Combination): boolean {
  return system.readers[wire]!.some((index) => {
    const { a, b, c } = system.product(index)
    const only = onlyWire(c)
    const other = times(b, -1n, system.prime)
    if (only?.wire !== wire) return false
    if (only.coefficient === 1n) return equal(a, b) && (equal(a, root) || equal(times(a, -1n, system.prime), root))
    return only.coefficient === system.prime - 1n && equal(a, other) && (equal(a, root) || equal(b, root))
  })
}

/** A number, a wire or a wire's opposite: what the coordinates of a point look like. */
export function isCoordinate(terms: Combination, prime: bigint): boolean {
  if (terms.size !== 1) return terms.size === 0
  const [[wire, coefficient]] = [...terms] as [[number, bigint]]
  return wire === 0 || coefficient === 1n || coefficient === prime - 1n
}
