import { wiresOf } from "../../circuits/r1cs.ts"
import type { ConstraintSystem } from "../../circuits/r1cs.ts"
import type { Symbols } from "../../circuits/symbols.ts"
import { combination, type Combination } from "./combination.ts"

/** A constraint a * b = c whose combinations have been put in order. */
export interface Product {
  a: Combination
  b: Combination
  c: Combination
}

/** A constraint system with what the rules ask of it. */
export class System {
  readonly prime: bigint
  /** Wires, the constant among them. */
  readonly wires: number
  /** Wires 1 to this are the public outputs. */
  readonly outputs: number
  /** Wires after the outputs and up to this are the inputs of the main component, public and private. */
  readonly lastInput: number
  readonly constraints: number
  /** Wire -> constraints that read it. */
  readonly readers: readonly (readonly number[])[]
  readonly #raw: ConstraintSystem
  readonly #symbols: Symbols
  readonly #products: (Product | undefined)[]

  constructor(raw: ConstraintSystem, symbols: Symbols) {
    this.#raw = raw
    this.#symbols = symbols
    this.prime = raw.prime
    this.wires = raw.wires
    this.outputs = raw.publicOutputs
    this.lastInput = raw.publicOutputs + raw.publicInputs + raw.privateInputs
    this.constraints = raw.constraints.length
    const readers: number[][] = Array.from({ length: raw.wires }, () => [])
    raw.constraints.forEach((constraint, index) => {
      for (const wire of wiresOf(constraint)) readers[wire]!.push(index)
    })
    this.readers = readers
    this.#products = new Array<Product | undefined>(raw.constraints.length)
  }

  /** The wires that a constraint reads, each once, without the constant. */
  wiresOf(index: number): Set<number> {
    return wiresOf(this.#raw.constraints[index]!)
  }

  /** A constraint, put in order when it is first asked for. */
  product(index: number): Product {
    const { a, b, c } = this.#raw.constraints[index]!
    return (this.#products[index] ??= {
      a: combination(a, this.prime),
      b: combination(b, this.prime),
      c: combination(c, this.prime),
    })
  }

  /** Terms of each side as they stand in the file, which tells most constraints apart without any arithmetic. */
  shape(index: number): { a: number; b: number; c: number } {
    const { a, b, c } = this.#raw.constraints[index]!
    return { a: a.wires.length, b: b.wires.length, c: c.wires.length }
  }

  /** Whether the right side of a constraint is a number. */
  isConstantProduct(index: number): boolean {
    const { wires } = this.#raw.constraints[index]!.c
    return wires.length === 1 && wires[0] === 0
  }

  /** What the circuit's source calls a wire. */
  name(wire: number): string {
    return this.#symbols.name(wire)
  }
}
