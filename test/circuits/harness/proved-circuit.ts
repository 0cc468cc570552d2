import { Calculator } from "./calculator.ts"
import type { Inputs } from "./calculator.ts"
import { compiled } from "../../../scripts/circuits/compiled.ts"
import { provedSystem } from "./proved.ts"
import { holds } from "../../../scripts/circuits/r1cs.ts"
import type { ConstraintSystem } from "../../../scripts/circuits/r1cs.ts"

/**
 * A circuit only as it is proved, for one that is too large to be compiled twice. Its smaller instance is tested in both forms.
 */
export class ProvedCircuit {
  readonly system: ConstraintSystem
  readonly #calculator: Calculator

  private constructor(system: ConstraintSystem, calculator: Calculator) {
    this.system = system
    this.#calculator = calculator
  }

  /** @param source path of the file with the main component */
  static async load(source: string): Promise<ProvedCircuit> {
    const { wasm } = await compiled(source, "O2")
    return new ProvedCircuit(await provedSystem(source), await Calculator.read(wasm))
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

  /** Whether a proof could be made of a witness. */
  proves(witness: readonly bigint[]): boolean {
    return this.system.constraints.every((constraint) => holds(constraint, witness, this.system.prime))
  }

  /** The public signals, in their order. */
  publics(witness: readonly bigint[]): bigint[] {
    return witness.slice(1, 1 + this.system.publicOutputs + this.system.publicInputs)
  }
}
