import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"
import { Circuit } from "./harness/circuit.ts"

/** Circuits that are compiled in both forms (see Circuit). */
export type Release =
  "membership" | "quota-1" | "quota-4" | "quota-13" | "sheet-25" | "ballot-4" | "ballot-12" | "decrypt" | "deal-5"

/** Path of the main component of a released circuit. */
export const mainOf = (name: Release | "sheet-125" | "deal-9"): string => join(ROOT, "circuits/main", `${name}.circom`)

/** A released circuit. */
export const release = (name: Release): Promise<Circuit> => Circuit.load(mainOf(name))

/** A template on its own: fixtures/NAME.circom. */
export const fixture = (name: string): Promise<Circuit> =>
  Circuit.load(join(ROOT, "test/circuits/fixtures", `${name}.circom`))
