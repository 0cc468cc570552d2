import { compiled } from "../../../scripts/circuits/compiled.ts"
import { sourceOf, type CircuitName } from "../../../scripts/circuits/names.ts"
import {
  evaluate,
  holds,
  wiresOf,
  type Constraint,
  type ConstraintSystem,
  type LinearCombination,
} from "../../../scripts/circuits/r1cs.ts"
import { invert, residue } from "../../../scripts/circuits/field.ts"
import { Symbols } from "../../../scripts/circuits/symbols.ts"
import type { Inputs } from "../harness/calculator.ts"
import { ProvedCircuit } from "../harness/proved-circuit.ts"
import type { Read } from "./statements.ts"

/** A change of a wire. */
export interface Change {
  wire: number
  value: bigint
}

/**
 * A good witness of the constraints that are proved, and what a forger can do to it: change wires, and then repair what is broken by changing others.
 */
export class ForgedWitness {
  /** Its values; changed only while a method looks at a change. */
  readonly good: readonly bigint[]
  readonly system: ConstraintSystem
  readonly symbols: Symbols
  readonly #readers: number[][]

  constructor(system: ConstraintSystem, symbols: Symbols, good: readonly bigint[]) {
    this.system = system
    this.symbols = symbols
    this.good = good
    this.#readers = Array.from({ length: system.wires }, () => [])
    system.constraints.forEach((constraint, index) => {
      for (const wire of wiresOf(constraint)) this.#readers[wire]!.push(index)
    })
  }

  /** @param inputs of an honest prover */
  static async of(name: CircuitName, inputs: Inputs): Promise<ForgedWitness> {
    return ForgedWitness.from(sourceOf(name), inputs)
  }

  /** @param source path of the file with the main component */
  static async from(source: string, inputs: Inputs): Promise<ForgedWitness> {
    const [circuit, { sym }] = [await ProvedCircuit.load(source), await compiled(source, "O2")]
    return new ForgedWitness(circuit.system, await Symbols.read(sym), await circuit.calculate(inputs))
  }

  /** Constraints that read a wire. */
  readersOf(wire: number): readonly number[] {
    return this.#readers[wire]!
  }

  publics(witness: readonly bigint[]): bigint[] {
    return witness.slice(1, 1 + this.system.publicOutputs + this.system.publicInputs)
  }

  /** Whether a witness in which only these wires were changed satisfies all constraints. */
  satisfiedBy(changes: readonly Change[]): boolean {
    return this.#with(changes, (witness) => {
      const touched = new Set(changes.flatMap(({ wire }) => this.#readers[wire]!))
      return [...touched].every((index) => holds(this.system.constraints[index]!, witness, this.system.prime))
    })
  }

  /** A copy with these changes. */
  changed(changes: readonly Change[]): bigint[] {
    return this.#with(changes, (witness) => [...witness])
  }

  /**
   * Repairs what changes break: each broken constraint is solved for one of its other wires, until nothing is broken.
   *
   * @param pick  which of several numbers, given how many there are
   * @param steps after which the forger gives up
   * @returns the whole witness, or undefined
   */
  repaired(changes: readonly Change[], pick: (count: number) => number, steps: number): bigint[] | undefined {
    const { constraints, prime } = this.system
    const repairs = new Map<number, bigint>()
    const broken: number[] = []
    const change = ({ wire, value }: Change): void => {
      repairs.set(wire, this.good[wire]!)
      ;(this.good as bigint[])[wire] = residue(value, prime)
      broken.push(...this.#readers[wire]!)
    }
    try {
      for (const one of changes) change(one)
      for (let step = 0; broken.length > 0;) {
        const constraint = constraints[broken.shift()!]!
        if (holds(constraint, this.good, prime)) continue
        if (++step > steps) return undefined
        // What was changed once stays.
        const solution = this.#solution(constraint, repairs, pick)
        if (solution === undefined) return undefined
        change(solution)
      }
      return [...this.good]
    } finally {
      for (const [wire, value] of repairs) (this.good as bigint[])[wire] = value
    }
  }

  /** Reads inputs of the main component by name, in a witness of this circuit. */
  reader(witness: readonly bigint[]): Read {
    return (signal) => {
      const name = `main.${signal}`
      if (this.symbols.has(name)) return witness[this.symbols.wire(name)]!
      // The compiler leaves out one entry of a one-hot list: it is 1 less the others.
      const [, list] = /^(main\.\w+Height)\[\d+\]$/.exec(name)!
      const others = this.symbols.names.filter((other) => other.startsWith(`${list!}[`))
      return residue(
        1n - others.reduce((sum, other) => sum + witness[this.symbols.wire(other)]!, 0n),
        this.system.prime,
      )
    }
  }

  /** A change of one wire that makes a constraint hold; of several, one that chance picks. */
  #solution(
    constraint: Constraint,
    kept: ReadonlyMap<number, bigint>,
    pick: (count: number) => number,
  ): Change | undefined {
    const wires = [...wiresOf(constraint)].filter((wire) => !kept.has(wire))
    for (; wires.length > 0;) {
      const [wire] = wires.splice(pick(wires.length), 1) as [number]
      const value = solved(constraint, wire, this.good as bigint[], this.system.prime)
      if (value !== undefined) return { wire, value }
    }
    return undefined
  }

  #with<Result>(changes: readonly Change[], task: (witness: readonly bigint[]) => Result): Result {
    const witness = this.good as bigint[]
    const before = changes.map(({ wire }) => witness[wire]!)
    for (const { wire, value } of changes) witness[wire] = residue(value, this.system.prime)
    try {
      return task(witness)
    } finally {
      changes.forEach(({ wire }, index) => (witness[wire] = before[index]!))
    }
  }
}

/** The value of a wire that makes a constraint hold, if it is linear in the wire. */
function solved({ a, b, c }: Constraint, wire: number, witness: bigint[], prime: bigint): bigint | undefined {
  const coefficient = ({ wires, coefficients }: LinearCombination): bigint => {
    const place = wires.indexOf(wire)
    return place === -1 ? 0n : coefficients[place]!
  }
  const [inA, inB, inC] = [coefficient(a), coefficient(b), coefficient(c)]
  if (inA !== 0n && inB !== 0n) return undefined
  const kept = witness[wire]!
  witness[wire] = 0n
  const [restA, restB, restC] = [evaluate(a, witness, prime), evaluate(b, witness, prime), evaluate(c, witness, prime)]
  witness[wire] = kept
  const factor = residue(inA * restB + inB * restA - inC, prime)
  if (factor === 0n) return undefined
  return residue((restC - restA * restB) * invert(factor, prime), prime)
}
