import type { Facts } from "../facts.ts"
import type { Knowledge } from "../knowledge.ts"
import { bitRows } from "./bit-rows.ts"
import { spellsBits } from "./bits.ts"
import { oneHot } from "./one-hot.ts"
import { clusters } from "./row.ts"

/**
 * What equations over bits settle: one that spells a number, or several that pick one of a set.
 *
 * @returns wires and expressions; none where nothing follows
 */
export function solveOverBits(knowledge: Knowledge, facts: Facts): number[] {
  const { prime } = knowledge.system
  const rows = bitRows(knowledge, facts)
  const spelled = rows.filter((row) => spellsBits(row, prime)).flatMap((row) => [...row.unknown.keys()])
  return spelled.length > 0 ? spelled : clusters(rows).flatMap((group) => oneHot(group, facts, prime))
}
