import { compiled } from "../../circuits/compiled.ts"
import { readConstraintSystem } from "../../circuits/r1cs.ts"
import { Symbols } from "../../circuits/symbols.ts"
import { System } from "./system.ts"

/**
 * The constraint system of a circuit as it is released, simplified: it is what the keys are made from.
 *
 * @param source path of the file with the main component
 */
export async function loadSystem(source: string): Promise<System> {
  const { r1cs, sym } = await compiled(source, "O2")
  return new System(await readConstraintSystem(r1cs), await Symbols.read(sym))
}
