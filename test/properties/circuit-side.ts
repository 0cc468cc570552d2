import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import { mainOf, type Release } from "../circuits/circuits.ts"
import { WitnessRefusedError, type Inputs } from "../circuits/harness/calculator.ts"
import { ProvedCircuit } from "../circuits/harness/proved-circuit.ts"

/**
 * What a circuit says to inputs, by the constraints that are proved. An honest witness has to satisfy them; where the calculator refuses the inputs, so
 * must the constraints refuse the witness of a prover who ignores that.
 */
export class CircuitSide {
  readonly #circuit: ProvedCircuit

  private constructor(circuit: ProvedCircuit) {
    this.#circuit = circuit
  }

  /** A template on its own: test/circuits/fixtures/NAME.circom. */
  static async fixture(name: string): Promise<CircuitSide> {
    return new CircuitSide(await ProvedCircuit.load(join(ROOT, "test/circuits/fixtures", `${name}.circom`)))
  }

  /** A released circuit. */
  static async released(name: Release | "sheet-125" | "deal-9"): Promise<CircuitSide> {
    return new CircuitSide(await ProvedCircuit.load(mainOf(name)))
  }

  /**
   * The outputs, or undefined where the inputs have no proof.
   *
   * @throws Error where calculator and constraints disagree
   */
  async answer(inputs: Inputs): Promise<bigint[] | undefined> {
    const outputs = (witness: readonly bigint[]): bigint[] => witness.slice(1, 1 + this.#circuit.system.publicOutputs)
    try {
      const witness = await this.#circuit.calculate(inputs)
      if (!this.#circuit.proves(witness)) throw new Error("an honest witness that the constraints refuse")
      return outputs(witness)
    } catch (error) {
      if (!(error instanceof WitnessRefusedError)) throw error
      if (this.#circuit.proves(await this.#circuit.calculateUnchecked(inputs)))
        throw new Error("the calculator refuses what the constraints admit", { cause: error })
      return undefined
    }
  }

  /** The same for many inputs. */
  async answers(all: readonly Inputs[]): Promise<(bigint[] | undefined)[]> {
    const answers: (bigint[] | undefined)[] = []
    for (const inputs of all) answers.push(await this.answer(inputs))
    return answers
  }
}
