import { equal, onlyWire, plus, type Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { multiplesOf, quotientsOf } from "./find.ts"
import { UNKNOWN_POINT, type Gadget, type Quotient } from "./gadget.ts"
import type { Points } from "./points.ts"

const ONE: Combination = new Map([[0, 1n]])

/**
 * From Montgomery form: x * v = u and y * (u + 1) = u - 1. Only points of order 2 have v = 0, and l is odd; none has u = -1, since v^2 would be
 * A - 2 = d, which is no square.
 */
export function toEdwards(system: System, { divisor, dividend }: Quotient, points: Points): Gadget | undefined {
  const { prime } = system
  const u = [dividend, plus(dividend, ONE, prime)].find((terms) => onlyWire(terms)?.coefficient === 1n)
  if (!u) return undefined
  const ys = quotientsOf(system, plus(u, ONE, prime, -1n)).filter((y) => equal(y.divisor, plus(u, ONE, prime)))
  const xs = quotientsOf(system, u)
  const isPart = equal(divisor, plus(u, ONE, prime)) || xs.some((x) => equal(x.divisor, divisor))
  if (ys.length === 0 || !isPart) return undefined
  for (const x of xs) {
    const origin = points.origin("montgomery", u, x.divisor)
    if (!origin) continue
    for (const y of ys) points.register("edwards", x.quotient, y.quotient, origin)
    return { law: "to-edwards" }
  }
  return { law: "to-edwards", doubt: UNKNOWN_POINT }
}

/** To Montgomery form: u * (1 - y) = 1 + y and v * x = u. Only the identity has y = 1, and only it and the point of order 2 have x = 0. */
export function toMontgomery(system: System, division: Quotient, points: Points): Gadget | undefined {
  // Either of the two divisions may be the one in question.
  const us = [division.quotient, onlyWire(division.dividend)?.wire]
  for (const u of us) {
    if (u === undefined) continue
    const ratio = ratioOf(system, u)
    if (!ratio) continue
    const xs = quotientsOf(system, new Map([[u, 1n]]))
    for (const x of xs) {
      const origin = points.origin("edwards", x.divisor, ratio)
      if (!origin?.multiples.isNeverZero()) continue
      points.register("montgomery", u, x.quotient, origin)
      return { law: "to-montgomery" }
    }
    return { law: "to-montgomery", doubt: `${UNKNOWN_POINT}, or may be its identity` }
  }
  return undefined
}

/** The y for which a wire is (1 + y) / (1 - y). */
function ratioOf(system: System, wire: number): Combination | undefined {
  for (const { factor, result } of multiplesOf(system, wire)) {
    const y = plus(result, ONE, system.prime, -1n)
    if (equal(factor, plus(ONE, y, system.prime, -1n))) return y
  }
  return undefined
}
