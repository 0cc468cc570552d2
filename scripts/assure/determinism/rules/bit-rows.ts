import { plus, type Combination } from "../combination.ts"
import type { Facts } from "../facts.ts"
import type { Knowledge } from "../knowledge.ts"
import { eliminate } from "./eliminate.ts"
import type { BitRow } from "./row.ts"

/**
 * All equations over bits alone: constraints whose factors are known, and the definitions of bits that the compiler has replaced by
 * expressions. It also names part of a sum where the sources name a bit of it; such names are eliminated.
 */
export function bitRows(knowledge: Knowledge, facts: Facts): BitRow[] {
  const { system } = knowledge
  const rows: BitRow[] = []
  for (let index = 0; index < system.constraints; index++) {
    if (knowledge.open(index) < 2) continue
    const { a, b, c } = system.product(index)
    const isLinear = a.size === 0 || b.size === 0
    if (isLinear || (knowledge.settles(a.keys()) && knowledge.settles(b.keys()))) rows.push(rowOf(c, isLinear))
  }
  for (const [bit, expression] of facts.expressions) {
    if (!knowledge.settles(expression.keys())) {
      rows.push(rowOf(plus(expression, new Map([[bit, 1n]]), system.prime, -1n), true))
    }
  }
  return eliminate(rows, facts, system.prime)

  function rowOf(terms: Combination, isLinear: boolean): BitRow {
    return {
      unknown: knowledge.unknownOf(terms),
      known: isLinear ? new Map([...terms].filter(([wire]) => knowledge.isKnown(wire))) : undefined,
    }
  }
}
