import type { ConstraintSystem, LinearCombination } from "../../circuits/r1cs.ts"
import type { Symbols } from "../../circuits/symbols.ts"

/** A constraint system with the names of its wires. */
export interface Named {
  system: ConstraintSystem
  symbols: Symbols
}

/** Whether two systems have the same constraints over wires of the same names; the order does not matter. */
export function sameConstraints(first: Named, second: Named): boolean {
  if (first.system.constraints.length !== second.system.constraints.length) return false
  const [one, other] = [spelled(first), spelled(second)]
  return one.every((constraint, index) => constraint === other[index])
}

/** Signals that no constraint reads are no part of it: whatever they are called, they are free. */
function spelled({ system, symbols }: Named): string[] {
  const side = ({ wires, coefficients }: LinearCombination): string =>
    [...wires]
      .map((wire, index) => `${wire === 0 ? "1" : symbols.name(wire)}:${coefficients[index]!.toString(36)}`)
      .sort()
      .join("+")
  return system.constraints.map(({ a, b, c }) => `${[side(a), side(b)].sort().join("*")}=${side(c)}`).sort()
}
