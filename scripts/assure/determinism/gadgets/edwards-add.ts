import { residue } from "../../../../test/circuits/harness/field.ts"
import { onlyWire, over } from "../combination.ts"
import type { System } from "../system.ts"
import { D } from "./curve.ts"
import type { Gadget, Quotient } from "./gadget.ts"

/** A sum in twisted Edwards form: its divisors are 1 + d * t and 1 - d * t, t the product of all four coordinates. */
export function edwardsAdd(system: System, { divisor }: Quotient): Gadget | undefined {
  const { prime } = system
  const constant = divisor.get(0)
  if (constant === undefined || divisor.size !== 2) return undefined
  const scaled = over(divisor, constant, prime)
  const [wire, coefficient] = [...scaled].find(([candidate]) => candidate !== 0)!
  if (coefficient !== D && coefficient !== residue(-D, prime)) return undefined
  const isProduct = system.readers[wire]!.some((index) => {
    const { a, b, c } = system.product(index)
    return onlyWire(c)?.wire === wire && a.size > 0 && b.size > 0
  })
  return isProduct ? { law: "edwards-add", at: wire, unless: "a point is off the curve" } : undefined
}
