import { invert } from "../../../../test/circuits/harness/field.ts"
import { plus, times, type Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { MONTGOMERY_A } from "./curve.ts"
import { isCoordinate, isSquare, multiplesOf, squareOf } from "./find.ts"
import type { Gadget, Quotient } from "./gadget.ts"

/**
 * A sum in Montgomery form: slope * (x2 - x1) = y2 - y1, slope^2 = A + x1 + x2 + x3, slope * (x1 - x3) = y3 + y1.
 * The second point may be given by combinations of wires, as where a window of two bits picks it.
 */
export function montgomeryAdd(
  system: System,
  { constraint, quotient, divisor, dividend }: Quotient,
): Gadget | undefined {
  return lines(system, constraint, quotient, ({ sum, fall, height }) => {
    // The sum of all three is 3 * x1 + (x2 - x1) - (x1 - x3).
    return signs(divisor, dividend, system.prime).some(([run]) => {
      const x1 = third(plus(plus(sum, run, system.prime, -1n), fall, system.prime), system.prime)
      const x3 = plus(x1, fall, system.prime, -1n)
      return [x1, x3].every(isPlain) && terms(height).some((y1) => isPlain(plus(height, y1, system.prime, -1n)))
    })
  })
    ? { law: "montgomery-add", at: quotient, unless: "both points are the same" }
    : undefined

  function isPlain(coordinate: Combination): boolean {
    return isCoordinate(coordinate, system.prime)
  }
}

/** A double in Montgomery form: slope * 2 * y1 = 3 * x1^2 + 2 * A * x1 + 1, and the rest as for a sum of two points that are the same. */
export function montgomeryDouble(
  system: System,
  { constraint, quotient, divisor, dividend }: Quotient,
): Gadget | undefined {
  const { prime } = system
  return lines(system, constraint, quotient, ({ sum, fall, height }) => {
    return signs(divisor, dividend, prime).some(([run, rise]) => {
      const x1 = third(plus(sum, fall, prime), prime)
      const y1 = times(run, invert(2n, prime), prime)
      const square = plus(plus(rise, x1, prime, -2n * MONTGOMERY_A), new Map([[0, 1n]]), prime, -1n)
      return (
        [x1, y1, plus(x1, fall, prime, -1n), plus(height, y1, prime, -1n)].every((terms) =>
          isCoordinate(terms, prime),
        ) &&
        [...square].length === 1 &&
        [...square].every(([wire, coefficient]) => wire !== 0 && coefficient === 3n && isSquare(system, wire, x1))
      )
    })
  })
    ? { law: "montgomery-double", at: quotient, unless: "the point's y is 0" }
    : undefined
}

/** What the other two constraints of a slope say: x1 + x2 + x3, x1 - x3 and y3 + y1. */
interface Lines {
  sum: Combination
  fall: Combination
  height: Combination
}

function lines(system: System, first: number, slope: number, fits: (lines: Lines) => boolean): boolean {
  const square = squareOf(system, slope)
  if (square === undefined) return false
  const sum = plus(square, new Map([[0, 1n]]), system.prime, -MONTGOMERY_A)
  return multiplesOf(system, slope)
    .filter(({ constraint }) => constraint !== first)
    .some(({ factor, result }) =>
      signs(factor, result, system.prime).some(([fall, height]) => fits({ sum, fall, height })),
    )
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
