import { compiled } from "../../../scripts/circuits/compiled.ts"
import { readConstraintSystem } from "../../../scripts/circuits/r1cs.ts"
import type { ConstraintSystem } from "../../../scripts/circuits/r1cs.ts"

const loaded = new Map<string, Promise<ConstraintSystem>>()

/**
 * The simplified system of a circuit, which its keys are made from; compiled and read once for all tests of a run.
 * @param source path of the file with the main component
 */
export function provedSystem(source: string): Promise<ConstraintSystem> {
  let system = loaded.get(source)
  if (!system) loaded.set(source, (system = compiled(source, "O2").then(({ r1cs }) => readConstraintSystem(r1cs))))
  return system
}
