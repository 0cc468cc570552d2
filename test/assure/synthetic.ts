import type { Constraint, ConstraintSystem, LinearCombination } from "../../scripts/circuits/r1cs.ts"
import { holds } from "../../scripts/circuits/r1cs.ts"
import { Symbols } from "../../scripts/circuits/symbols.ts"
import { System } from "../../scripts/assure/determinism/system.ts"

/** A small constraint system: wire 0 is 1, then the inputs, then the others. */
export interface Small {
  prime: bigint
  inputs: number
  others: number
  constraints: Constraint[]
}

/** A combination from coefficients by wire. */
export function terms(coefficients: readonly bigint[]): LinearCombination {
  const wires = coefficients.flatMap((coefficient, wire) => (coefficient === 0n ? [] : [wire]))
  return { wires: Uint32Array.from(wires), coefficients: wires.map((wire) => coefficients[wire]!) }
}

/** The same for the tool. */
export function systemOf({ prime, inputs, others, constraints }: Small): System {
  const wires = 1 + inputs + others
  const raw: ConstraintSystem = {
    prime,
    wires,
    publicOutputs: 0,
    publicInputs: inputs,
    privateInputs: 0,
    labels: Uint32Array.from({ length: wires }, (_, wire) => wire),
    constraints,
  }
  const rows = Array.from({ length: wires - 1 }, (_, index) => `${index + 1},${index + 1},0,main.w${index + 1}`)
  return new System(raw, new Symbols(rows.join("\n")))
}

/** All witnesses that satisfy a system, by trying every assignment. */
export function witnessesOf({ prime, inputs, others, constraints }: Small): bigint[][] {
  const found: bigint[][] = []
  const witness = [1n]
  const extend = (): void => {
    if (witness.length === 1 + inputs + others) {
      if (constraints.every((constraint) => holds(constraint, witness, prime))) found.push([...witness])
      return
    }
    for (let value = 0n; value < prime; value++) {
      witness.push(value)
      extend()
      witness.pop()
    }
  }
  extend()
  return found
}
