import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import { Circuit } from "./harness/circuit.ts"

/** A released circuit. */
export const release = (name: "membership" | "quota-1" | "quota-4"): Promise<Circuit> =>
  Circuit.load(join(ROOT, "circuits/main", `${name}.circom`))

/** A template on its own: fixtures/NAME.circom. */
export const fixture = (name: string): Promise<Circuit> =>
  Circuit.load(join(ROOT, "test/circuits/fixtures", `${name}.circom`))
