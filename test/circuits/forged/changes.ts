import { wiresOf } from "../../../scripts/circuits/r1cs.ts"
import { ORDER, SCALARS } from "../curve.ts"
import { R } from "../model.ts"
import type { Change, ForgedWitness } from "./witness.ts"

/** Random numbers that a failure can be repeated with. */
export interface Chance {
  /** From 0 to count - 1. */
  pick: (count: number) => number
  /** Below r. */
  element: () => bigint
}

/** Values that a range, a field, a group or a selector could be fooled with. */
const VALUES: readonly bigint[] = [
  ...[0n, 1n, 2n, 3n, 5n, R - 1n, R - 2n, (R + 1n) / 2n, (R - 1n) / 2n],
  ...[ORDER - 1n, ORDER, ORDER + 1n, SCALARS - 1n, SCALARS],
  ...[7, 8, 16, 20, 24, 28, 31, 32, 40, 52, 64, 126, 128, 248, 252, 253].flatMap((bits) => [
    1n << BigInt(bits),
    (1n << BigInt(bits)) - 1n,
  ]),
]

/** Another value for a wire: near its own, at an edge, another wire's, or any. */
export function anotherValue({ good }: Pick<ForgedWitness, "good">, wire: number, { pick, element }: Chance): bigint {
  const own = good[wire]!
  const kinds = [
    () => element(),
    () => VALUES[pick(VALUES.length)]!,
    () => own + BigInt(1 + pick(3)),
    () => own - BigInt(1 + pick(3)),
    () => -own,
    () => 1n - own,
    () => 2n * own,
    () => own + (1n << BigInt(pick(254))),
    () => good[1 + pick(good.length - 1)]!,
  ]
  const value = kinds[pick(kinds.length)]!()
  const residue = ((value % R) + R) % R
  return residue === own ? (own + 1n) % R : residue
}

/** Several wires that stand together in a constraint or beside each other, changed at once. */
export function severalChanges(witness: ForgedWitness, chance: Chance): Change[] {
  const { pick } = chance
  const { constraints, wires } = witness.system
  const first = 1 + pick(wires - 1)
  const constraint = constraints[witness.readersOf(first)[pick(witness.readersOf(first).length)]!]!
  const together = [...wiresOf(constraint)]
  const pool = together.length > 1 ? together : [first, 1 + pick(wires - 1)]
  const chosen = [...new Set([first, ...Array.from({ length: 1 + pick(4) }, () => pool[pick(pool.length)]!)])]
  const value = (wire: number): bigint => witness.good[wire]!
  const kinds = [
    // Anything.
    () => chosen.map((wire) => ({ wire, value: anotherValue(witness, wire, chance) })),
    // Exchanged in a circle.
    () => chosen.map((wire, index) => ({ wire, value: value(chosen[(index + 1) % chosen.length]!) })),
    // What one gains, the next loses.
    () => {
      const by = anotherValue(witness, first, chance)
      return chosen.map((wire, index) => ({ wire, value: value(wire) + (index % 2 === 0 ? by : -by) }))
    },
    // All of them the same multiple.
    () => {
      const by = anotherValue(witness, first, chance)
      return chosen.map((wire) => ({ wire, value: value(wire) * by }))
    },
  ]
  return kinds[pick(kinds.length)]!()
    .map(({ wire, value: given }) => ({ wire, value: ((given % R) + R) % R }))
    .filter(({ wire, value: given }) => given !== value(wire))
}

/** Names and values of changes, for a failure. */
export function shown(witness: ForgedWitness, changes: readonly Change[]): string {
  return changes.map(({ wire, value }) => `${witness.symbols.name(wire)} = ${value}`).join(", ")
}
