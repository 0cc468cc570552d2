import { join } from "node:path"
import { ROOT } from "../paths.ts"

/** The circuits that are released with keys, in the order in which they are built. */
export const CIRCUITS = [
  "membership",
  "quota-1",
  "quota-4",
  "quota-13",
  "sheet-25",
  "sheet-125",
  "ballot-4",
  "ballot-12",
  "decrypt",
  "deal-5",
  "deal-9",
] as const

export type CircuitName = (typeof CIRCUITS)[number]

/** Path of the file with the circuit's main component. */
export function sourceOf(name: CircuitName): string {
  return join(ROOT, "circuits", "main", `${name}.circom`)
}
