import { equal, onlyWire, plus, type Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { isCoordinate, multiplesOf } from "./find.ts"
import type { Gadget, Quotient } from "./gadget.ts"

/** From Montgomery form: x * v = u and y * (u + 1) = u - 1. */
export function toEdwards(system: System, { quotient, divisor, dividend }: Quotient): Gadget | undefined {
  const u = onlyWire(dividend)?.wire
  if (u !== undefined && isCoordinate(divisor, system.prime) && hasQuotient(system, dividend, 1n, -1n)) {
    return { law: "to-edwards", at: quotient, unless: "the point's v is 0" }
  }
  const coordinate = plus(divisor, ONE, system.prime, -1n)
  if (isCoordinate(coordinate, system.prime) && equal(dividend, plus(coordinate, ONE, system.prime, -1n))) {
    return { law: "to-edwards", at: quotient, unless: "the point's u is -1" }
  }
  return undefined
}

/** To Montgomery form: u * (1 - y) = 1 + y and v * x = u. */
export function toMontgomery(system: System, { quotient, divisor, dividend }: Quotient): Gadget | undefined {
  const u = onlyWire(dividend)
  if (u?.coefficient === 1n && isCoordinate(divisor, system.prime) && isRatioOfY(system, u.wire)) {
    return { law: "to-montgomery", at: quotient, unless: "the point's x is 0" }
  }
  return isRatio(system, divisor, dividend)
    ? { law: "to-montgomery", at: quotient, unless: "the point's y is 1" }
    : undefined
}

const ONE: Combination = new Map([[0, 1n]])

/** Whether dividend / divisor is (1 + y) / (1 - y). */
function isRatio(system: System, divisor: Combination, dividend: Combination): boolean {
  const y = plus(dividend, ONE, system.prime, -1n)
  return isCoordinate(y, system.prime) && equal(divisor, plus(ONE, y, system.prime, -1n))
}

function isRatioOfY(system: System, wire: number): boolean {
  return multiplesOf(system, wire).some(({ factor, result }) => isRatio(system, factor, result))
}

/** Whether some wire times (terms + toDivisor) is (terms + toDividend). */
function hasQuotient(system: System, terms: Combination, toDivisor: bigint, toDividend: bigint): boolean {
  const [divisor, dividend] = [toDivisor, toDividend].map((number) => plus(terms, ONE, system.prime, number)) as [
    Combination,
    Combination,
  ]
  const [wire] = terms.keys()
  return system.readers[wire!]!.some((index) => {
    const { a, b, c } = system.product(index)
    return (equal(a, divisor) || equal(b, divisor)) && equal(c, dividend)
  })
}
