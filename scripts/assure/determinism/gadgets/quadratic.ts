import { invert, residue } from "../../../circuits/field.ts"
import type { Combination } from "../combination.ts"
import type { System } from "../system.ts"
import { productsOf } from "./find.ts"

/** A polynomial of degree 2 in wires: coefficients other than 0 by "wire*wire", the smaller first; wire 0 stands for 1. */
export type Quadratic = ReadonlyMap<string, bigint>

/** first * second, times a factor. */
export function product(first: Combination, second: Combination, prime: bigint, factor = 1n): Quadratic {
  const terms = new Map<string, bigint>()
  for (const [left, coefficient] of first) {
    for (const [right, other] of second) {
      add(terms, left < right ? `${left}*${right}` : `${right}*${left}`, factor * coefficient * other, prime)
    }
  }
  return terms
}

export function sum(first: Quadratic, second: Quadratic, prime: bigint): Quadratic {
  const terms = new Map(first)
  for (const [key, coefficient] of second) add(terms, key, coefficient, prime)
  return terms
}

/** A combination in which each wire that is the product of two combinations is written out as that, but for some. */
export function writtenOut(system: System, terms: Combination, but: ReadonlySet<number>): Quadratic {
  const { prime } = system
  let result: Quadratic = new Map()
  for (const [wire, coefficient] of terms) {
    const [definition] = wire === 0 || but.has(wire) ? [] : productsOf(system, wire)
    const [a, b] = definition ? [definition.a, definition.b] : [new Map([[wire, 1n]]), new Map([[0, 1n]])]
    result = sum(result, product(a, b, prime, coefficient), prime)
  }
  return result
}

/** The number that one is times the other, if there is one. */
export function ratio(first: Quadratic, second: Quadratic, prime: bigint): bigint | undefined {
  const [key] = second.keys()
  if (key === undefined || first.size !== second.size || !first.has(key)) return undefined
  const factor = residue(first.get(key)! * invert(second.get(key)!, prime), prime)
  const fits = [...second].every(([other, coefficient]) => first.get(other) === (coefficient * factor) % prime)
  return fits ? factor : undefined
}

function add(terms: Map<string, bigint>, key: string, value: bigint, prime: bigint): void {
  const total = residue((terms.get(key) ?? 0n) + value, prime)
  if (total === 0n) terms.delete(key)
  else terms.set(key, total)
}
