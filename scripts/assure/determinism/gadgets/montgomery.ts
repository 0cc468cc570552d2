import { invert } from "../../../circuits/field.ts"
import { onlyWire, plus, times, type Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { MONTGOMERY_A } from "./curve.ts"
import { isSquare, multiplesOf, squareOf } from "./find.ts"
import { UNKNOWN_POINT, type Gadget, type Quotient } from "./gadget.ts"
import type { Origin, Points } from "./points.ts"

/**
 * A sum in Montgomery form: slope * (x2 - x1) = y2 - y1, slope^2 = A + x1 + x2 + x3, slope * (x1 - x3) = y3 + y1. Where both points are one,
 * any slope would do. Opposite points have none.
 */
export function montgomeryAdd(system: System, division: Quotient, points: Points): Gadget | undefined {
  const { prime } = system
  let doubt: string | undefined
  for (const { sum, fall, height } of otherLines(system, division)) {
    for (const [run, rise] of signs(division.divisor, division.dividend, prime)) {
      // The sum of all three is 3 * x1 + (x2 - x1) - (x1 - x3).
      const x1 = third(plus(plus(sum, run, prime, -1n), fall, prime), prime)
      const x3 = plus(x1, fall, prime, -1n)
      if (!onlyWire(x3)) continue
      for (const y3 of terms(height)) {
        if (!onlyWire(y3)) continue
        const y1 = plus(height, y3, prime, -1n)
        doubt ??= UNKNOWN_POINT
        const first = points.origin("montgomery", x1, y1)
        const second = first && points.origin("montgomery", plus(x1, run, prime), plus(y1, rise, prime))
        if (first === undefined || second?.base !== first.base) continue
        const difference = first.multiples.plus(second.multiples.opposite())
        if (!difference.isNeverZero()) doubt = "both points may be the same"
        else if (register(points, x3, y3, { base: first.base, multiples: first.multiples.plus(second.multiples) }))
          return { law: "montgomery-add" }
      }
    }
  }
  return doubt === undefined ? undefined : { law: "montgomery-add", doubt }
}

/**
 * A double in Montgomery form: slope * 2 * y1 = 3 * x1^2 + 2 * A * x1 + 1, and the rest as for a sum of two points that are the same. Only points
 * of order 2 have y1 = 0, and l is odd.
 */
export function montgomeryDouble(system: System, division: Quotient, points: Points): Gadget | undefined {
  const { prime } = system
  for (const { sum, fall, height } of otherLines(system, division)) {
    for (const [run, rise] of signs(division.divisor, division.dividend, prime)) {
      const x1 = third(plus(sum, fall, prime), prime)
      const y1 = times(run, invert(2n, prime), prime)
      const x3 = plus(x1, fall, prime, -1n)
      const y3 = plus(height, y1, prime, -1n)
      const rest = plus(plus(rise, x1, prime, -2n * MONTGOMERY_A), new Map([[0, 1n]]), prime, -1n)
      const square = onlyWire(rest)
      if (square?.coefficient !== 3n || !isSquare(system, square.wire, x1)) continue
      const origin = points.origin("montgomery", x1, y1)
      if (!origin) return { law: "montgomery-double", doubt: UNKNOWN_POINT }
      const double = { base: origin.base, multiples: origin.multiples.twice() }
      if (register(points, x3, y3, double)) return { law: "montgomery-double" }
    }
  }
  return undefined
}

function register(points: Points, x: Combination, y: Combination, origin: Origin): boolean {
  const [first, second] = [onlyWire(x), onlyWire(y)]
  if (first?.coefficient !== 1n || second?.coefficient !== 1n) return false
  points.register("montgomery", first.wire, second.wire, origin)
  return true
}

/** What the other two constraints of a slope say: x1 + x2 + x3, x1 - x3 and y3 + y1. */
interface Lines {
  sum: Combination
  fall: Combination
  height: Combination
}

function otherLines(system: System, { constraint, quotient: slope }: Quotient): Lines[] {
  const square = squareOf(system, slope)
  if (square === undefined) return []
  const sum = plus(square, new Map([[0, 1n]]), system.prime, -MONTGOMERY_A)
  return multiplesOf(system, slope)
    .filter((line) => line.constraint !== constraint)
    .flatMap(({ factor, result }) => signs(factor, result, system.prime))
    .map(([fall, height]) => ({ sum, fall, height }))
}

/** An equation and its opposite. */
function signs(left: Combination, right: Combination, prime: bigint): [Combination, Combination][] {
  return [
    [left, right],
    [times(left, -1n, prime), times(right, -1n, prime)],
  ]
}

function third(combination: Combination, prime: bigint): Combination {
  return times(combination, invert(3n, prime), prime)
}

function terms(combination: Combination): Combination[] {
  return [...combination].map((term) => new Map([term]))
}
