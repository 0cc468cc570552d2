import { onlyWire, over, times, type Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { A, D } from "./curve.ts"
import { productsOf } from "./find.ts"
import { UNKNOWN_POINT, type Gadget, type Quotient } from "./gadget.ts"
import { Multiples } from "./multiples.ts"
import type { Origin, Points } from "./points.ts"
import { product, ratio, sum, writtenOut, type Quadratic } from "./quadratic.ts"

/** Two points by their coordinates. */
interface Pair {
  x1: Combination
  y1: Combination
  x2: Combination
  y2: Combination
}

/** Both divisions of a sum: x3 by 1 + d * t and y3 by 1 - d * t. */
interface Halves {
  x3: { quotient: number; numerator: Combination }
  y3: { quotient: number; numerator: Combination }
}

/**
 * A sum in twisted Edwards form: x3 * (1 + d * t) = x1 * y2 + y1 * x2 and y3 * (1 - d * t) = y1 * y2 - a * x1 * x2, t the product of all four
 * coordinates. a is a square and d is none, so the formula is complete: for points of the curve its divisors are never 0.
 */
export function edwardsAdd(system: System, { divisor }: Quotient, points: Points): Gadget | undefined {
  const t = [...divisor.keys()].find((wire) => wire !== 0)
  if (t === undefined || ![D, system.prime - D].some((factor) => isDivisor(system, divisor, t, factor)))
    return undefined
  for (const halves of halvesOf(system, t)) {
    for (const { a, b } of productsOf(system, t)) {
      for (const pair of [...pairsOfProducts(system, a, b), ...pairsWithConstant(a, b, halves)]) {
        const first = points.origin("edwards", pair.x1, pair.y1)
        const second = first && points.origin("edwards", pair.x2, pair.y2)
        if (!second || !isSum(system, pair, a, b, halves)) continue
        points.register("edwards", halves.x3.quotient, halves.y3.quotient, sumOf(first, second, system.name(t)))
        return { law: "edwards-add" }
      }
    }
  }
  return { law: "edwards-add", doubt: UNKNOWN_POINT }
}

function isDivisor(system: System, divisor: Combination, t: number, factor: bigint): boolean {
  const constant = divisor.get(0)
  return divisor.size === 2 && constant !== undefined && over(divisor, constant, system.prime).get(t) === factor
}

function halvesOf(system: System, t: number): Halves[] {
  const [xs, ys] = [D, system.prime - D].map((factor) =>
    system.readers[t]!.flatMap((index) => {
      const { a, b, c } = system.product(index)
      return [
        [a, b],
        [b, a],
      ].flatMap(([side, other]) => {
        const only = onlyWire(side!)
        if (!only || c.has(only.wire) || !isDivisor(system, other!, t, factor)) return []
        return [{ quotient: only.wire, numerator: over(c, other!.get(0)! * only.coefficient, system.prime) }]
      })
    }),
  )
  return xs!.flatMap((x3) => ys!.map((y3) => ({ x3, y3 })))
}

/** Both points are wires: x1 * y2 and y1 * x2 have wires of their own. */
function pairsOfProducts(system: System, a: Combination, b: Combination): Pair[] {
  return [
    [a, b],
    [b, a],
  ].flatMap(([first, second]) =>
    factorsOf(system, first!).flatMap(([x1, y2]) => factorsOf(system, second!).map(([y1, x2]) => ({ x1, y1, x2, y2 }))),
  )
}

/** Two factors of the only wire of a combination, in each order and with either sign. */
function factorsOf(system: System, terms: Combination): [Combination, Combination][] {
  const only = onlyWire(terms)
  const definitions = only ? productsOf(system, only.wire) : []
  return definitions.flatMap(({ a, b }) =>
    [1n, -1n].flatMap((sign): [Combination, Combination][] => {
      const [left, right] = [times(a, sign, system.prime), times(b, sign, system.prime)]
      return [
        [left, right],
        [right, left],
      ]
    }),
  )
}

/** The second point is a constant, so that the compiler has replaced x1 * y2 and y1 * x2 by multiples of x1 and y1. */
function pairsWithConstant(a: Combination, b: Combination, { x3 }: Halves): Pair[] {
  const [first, second] = [onlyWire(a), onlyWire(b)]
  if (!first || !second) return []
  const constant = (value: bigint | undefined): Combination => new Map(value === undefined ? [] : [[0, value]])
  return [
    [first.wire, second.wire],
    [second.wire, first.wire],
  ].map(([x, y]) => ({
    x1: new Map([[x!, 1n]]),
    y1: new Map([[y!, 1n]]),
    x2: constant(x3.numerator.get(y!)),
    y2: constant(x3.numerator.get(x!)),
  }))
}

/** Whether t is the product of all coordinates, and both numerators are the formula's. */
function isSum(system: System, { x1, y1, x2, y2 }: Pair, a: Combination, b: Combination, { x3, y3 }: Halves): boolean {
  const { prime } = system
  const coordinates = new Set([x1, y1, x2, y2].flatMap((terms) => [...terms.keys()]))
  const [beta, gamma] = [product(x1, y2, prime), product(y1, x2, prime)]
  const [first, second] = [a, b].map((terms) => writtenOut(system, terms, coordinates)) as [Quadratic, Quadratic]
  const isCross = [
    [first, second],
    [second, first],
  ].some(([left, right]) => {
    const factors = [ratio(left!, beta, prime), ratio(right!, gamma, prime)]
    return factors[0] !== undefined && factors[1] !== undefined && (factors[0] * factors[1]) % prime === 1n
  })
  return (
    isCross &&
    ratio(writtenOut(system, x3.numerator, coordinates), sum(beta, gamma, prime), prime) === 1n &&
    ratio(
      writtenOut(system, y3.numerator, coordinates),
      sum(product(y1, y2, prime), product(x1, x2, prime, -A), prime),
      prime,
    ) === 1n
  )
}

function sumOf(first: Origin, second: Origin, name: string): Origin {
  return first.base === second.base
    ? { base: first.base, multiples: first.multiples.plus(second.multiples) }
    : { base: name, multiples: Multiples.any() }
}
