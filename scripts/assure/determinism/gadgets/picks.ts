import { invert, residue } from "../../../circuits/field.ts"
import { onlyWire, over, plus, times, type Combination } from "../combination.ts"
import type { Facts } from "../facts.ts"
import type { System } from "../system.ts"

/** A wire that a bit picks: `zero` where the bit is 0, `one` where it is 1. */
export interface Pick {
  bit: number
  zero: Combination
  one: Combination
}

/** Every constraint bit * factor = wire - rest as a pick of the wire. */
export function picksOf(system: System, facts: Facts, wire: number): Pick[] {
  const { prime } = system
  return (system.readers[wire] ?? []).flatMap((index) => {
    const { a, b, c } = system.product(index)
    const own = c.get(wire)
    if (own === undefined || a.has(wire) || b.has(wire)) return []
    return [
      [a, b],
      [b, a],
    ].flatMap(([side, other]) => {
      const only = onlyWire(facts.named(side!))
      if (!only || !facts.isBit(only.wire)) return []
      const rest = over(times(plus(c, new Map([[wire, own]]), prime, -1n), -1n, prime), own, prime)
      const factor = over(times(other!, only.coefficient, prime), own, prime)
      const zero = withBit(system, facts, rest, only.wire, 0n)
      const one = plus(
        withBit(system, facts, rest, only.wire, 1n),
        withBit(system, facts, factor, only.wire, 1n),
        prime,
      )
      return [
        {
          bit: only.wire,
          zero: facts.named(zero),
          one: facts.named(one),
        },
      ]
    })
  })
}

/** A combination where a bit has a value; products of the bit with others become 0 or the others. */
export function withBit(system: System, facts: Facts, terms: Combination, bit: number, value: bigint): Combination {
  const { prime } = system
  let result: Combination = new Map()
  for (const [wire, coefficient] of facts.named(terms)) {
    const term: Combination = new Map([[wire, coefficient]])
    const product = wire === 0 || wire === bit ? undefined : bitProduct(system, facts, wire)
    const [first, second] = product?.bits ?? []
    if (wire === bit) result = plus(result, new Map([[0, 1n]]), prime, coefficient * value)
    else if (product && (first === bit || second === bit)) {
      const other = first === bit ? second! : first!
      result = plus(result, new Map([[other, 1n]]), prime, coefficient * product.scale * value)
    } else result = plus(result, term, prime)
  }
  return result
}

/** A pick between sums of constants that other bits switch on. */
export function constantPick(system: System, facts: Facts, wire: number): Pick | undefined {
  if (facts.isBit(wire)) return undefined
  return picksOf(system, facts, wire).find(({ zero, one }) =>
    [...zero.keys(), ...one.keys()].every((other) => other === 0 || facts.isBit(other)),
  )
}

/** The same, and with wires for which the bit picks between constants. */
export function withPickingBit(
  system: System,
  facts: Facts,
  terms: Combination,
  bit: number,
  value: bigint,
): Combination {
  let result = terms
  for (const [wire, coefficient] of terms) {
    const pick = wire === 0 ? undefined : constantPick(system, facts, wire)
    if (pick?.bit !== bit) continue
    const picked = value === 0n ? pick.zero : pick.one
    const others = plus(result, new Map([[wire, coefficient]]), system.prime, -1n)
    result = plus(others, picked, system.prime, coefficient)
  }
  return withBit(system, facts, result, bit, value)
}

/** The two wires whose product a wire is, times `scale`. */
export function bitProduct(
  system: System,
  facts: Facts,
  wire: number,
): { bits: [number, number]; scale: bigint } | undefined {
  for (const index of system.readers[wire] ?? []) {
    const { a, b, c } = system.product(index)
    const product = onlyWire(c)
    if (product?.wire !== wire) continue
    const [left, right] = [a, b].map((side) => onlyWire(facts.named(side)))
    if (!left || !right || left.wire === wire || right.wire === wire) continue
    const scale = left.coefficient * right.coefficient * invert(product.coefficient, system.prime)
    return { bits: [left.wire, right.wire], scale: residue(scale, system.prime) }
  }
  return undefined
}
