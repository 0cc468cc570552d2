import { invert } from "../../../circuits/field.ts"
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

/** Constraints quotient * divisor = dividend, in which the quotient is one side by itself. */
export function quotientsOf(system: System, dividend: Combination): { quotient: number; divisor: Combination }[] {
  const wire = [...dividend.keys()].find((candidate) => candidate !== 0)
  if (wire === undefined) return []
  const { prime } = system
  return system.readers[wire]!.flatMap((constraint) => {
    const { a, b, c } = system.product(constraint)
    const own = c.get(wire)
    if (own === undefined || c.size !== dividend.size) return []
    const scale = own * invert(dividend.get(wire)!, prime)
    if (!equal(c, times(dividend, scale, prime))) return []
    return [
      [a, b],
      [b, a],
    ].flatMap(([side, other]) => {
      const only = onlyWire(side!)
      return only ? [{ quotient: only.wire, divisor: over(times(other!, only.coefficient, prime), scale, prime) }] : []
    })
  })
}

/** Constraints factor * factor = wire, scaled to that. */
export function productsOf(system: System, wire: number): { a: Combination; b: Combination }[] {
  return system.readers[wire]!.flatMap((index) => {
    const { a, b, c } = system.product(index)
    const only = onlyWire(c)
    if (only?.wire !== wire || a.has(wire) || b.has(wire) || a.size === 0 || b.size === 0) return []
    return [{ a: over(a, only.coefficient, system.prime), b }]
  })
}
