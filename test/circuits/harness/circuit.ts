import { Calculator } from "./calculator.ts"
import type { Inputs } from "./calculator.ts"
import { compiled } from "../../../scripts/circuits/compiled.ts"
import { Consequences } from "./consequences.ts"
import { residue } from "../../../scripts/circuits/field.ts"
import { provedSystem } from "./proved.ts"
import { holds, readConstraintSystem, wiresOf } from "../../../scripts/circuits/r1cs.ts"
import type { ConstraintSystem } from "../../../scripts/circuits/r1cs.ts"
import { Symbols } from "../../../scripts/circuits/symbols.ts"

/** A value for every signal that the circuit's source names. */
export type Witness = readonly bigint[]

/** Values for signals of a finished witness, by name (see Symbols). */
export type Overrides = Readonly<Record<string, bigint>>

const loaded = new Map<string, Promise<Circuit>>()

/**
 * A compiled circuit under test, in two forms: as it is written, where every signal has a wire and every constraint its place in
 * the source, and as it is proved, simplified. Witnesses are of the first form; `proves` carries them over to the second.
 */
export class Circuit {
  readonly written: ConstraintSystem
  readonly proved: ConstraintSystem
  readonly symbols: Symbols
  readonly #calculator: Calculator
  #consequences: Consequences | undefined
  #writtenReaders: number[][] | undefined
  #provedReaders: number[][] | undefined

  private constructor(written: ConstraintSystem, proved: ConstraintSystem, symbols: Symbols, calculator: Calculator) {
    this.written = written
    this.proved = proved
    this.symbols = symbols
    this.#calculator = calculator
  }

  /**
   * Compiled and read once for all tests of a run.
   * @param source path of the file with the main component
   */
  static load(source: string): Promise<Circuit> {
    let circuit = loaded.get(source)
    if (!circuit) loaded.set(source, (circuit = Circuit.#load(source)))
    return circuit
  }

  static async #load(source: string): Promise<Circuit> {
    const [written, proved] = await Promise.all([compiled(source, "O0"), provedSystem(source)])
    return new Circuit(
      await readConstraintSystem(written.r1cs),
      proved,
      await Symbols.read(written.sym),
      await Calculator.read(written.wasm),
    )
  }

  /**
   * What an honest prover computes.
   * @throws WitnessRefusedError when the circuit does not admit the inputs
   */
  calculate(inputs: Inputs): Promise<bigint[]> {
    return this.#calculator.calculate(inputs)
  }

  /** What a prover computes who ignores every assertion. */
  calculateUnchecked(inputs: Inputs): Promise<bigint[]> {
    return this.#calculator.calculateUnchecked(inputs)
  }

  /** The value of a signal. */
  value(witness: Witness, signal: string): bigint {
    return witness[this.symbols.wire(signal)]!
  }

  /** The public signals, in their order. */
  publics(witness: Witness): bigint[] {
    return witness.slice(1, 1 + this.written.publicOutputs + this.written.publicInputs)
  }

  /** Places of all constraints that a witness breaks, as written (see `place`). */
  broken(witness: Witness): string[] {
    const { constraints, prime } = this.written
    const places: string[] = []
    constraints.forEach((constraint, index) => {
      if (!holds(constraint, witness, prime)) places.push(this.place(index))
    })
    return places
  }

  /** Whether a proof could be made of a witness: whether it satisfies the system that the keys are made from. */
  proves(witness: Witness): boolean {
    const simplified = this.simplify(witness)
    return this.proved.constraints.every((constraint) => holds(constraint, simplified, this.proved.prime))
  }

  /** The wires that are left after simplification. */
  simplify(witness: Witness): bigint[] {
    return Array.from(this.proved.labels, (label) => witness[label]!)
  }

  /**
   * Whether a simplified witness, of which only one wire differs from a good one, breaks a constraint that reads that wire.
   */
  breaksAt(simplified: readonly bigint[], wire: number): boolean {
    const { constraints, prime } = this.proved
    this.#provedReaders ??= readersOf(this.proved)
    return this.#provedReaders[wire]!.some((index) => !holds(constraints[index]!, simplified, prime))
  }

  /**
   * Whether a forged witness breaks a constraint, as written, that reads one of the wires in which it differs from a good one.
   */
  breaksWhereChanged(good: Witness, forged: Witness): boolean {
    const { constraints, prime } = this.written
    this.#writtenReaders ??= readersOf(this.written)
    const touched = new Set<number>()
    forged.forEach((value, wire) => {
      if (value !== good[wire]) this.#writtenReaders![wire]!.forEach((constraint) => touched.add(constraint))
    })
    return [...touched].some((index) => !holds(constraints[index]!, forged, prime))
  }

  /** What the forger of a witness can do best: overwrite signals and recompute all that follows from them. */
  forge(witness: Witness, overrides: Overrides): bigint[] {
    const values = Object.entries(overrides).map(
      ([name, value]) => [this.symbols.wire(name), residue(value, this.written.prime)] as const,
    )
    return this.consequences.follow(witness, new Map(values))
  }

  get consequences(): Consequences {
    return (this.#consequences ??= new Consequences(this.written))
  }

  /**
   * Where a constraint stands: the names of the signals that it reads, without indices, and "linear" before them if it multiplies
   * none.
   */
  place(index: number): string {
    const constraint = this.written.constraints[index]!
    const names = [...wiresOf(constraint)].map((wire) => family(this.symbols.name(wire)))
    const linear = constraint.a.wires.length === 0 || constraint.b.wires.length === 0
    return [...(linear ? ["linear"] : []), ...[...new Set(names)].sort()].join(" ")
  }
}

/** Wire -> the constraints that read it. */
function readersOf(system: ConstraintSystem): number[][] {
  const readers: number[][] = Array.from({ length: system.wires }, () => [])
  system.constraints.forEach((constraint, index) => {
    for (const wire of wiresOf(constraint)) readers[wire]!.push(index)
  })
  return readers
}

/** A signal's name without indices. */
export function family(name: string): string {
  return name.replace(/\[\d+\]/g, "")
}
