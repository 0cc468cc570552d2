import { expect } from "chai"
import { WitnessRefusedError } from "./calculator.ts"
import type { Inputs } from "./calculator.ts"
import type { Circuit, Overrides, Witness } from "./circuit.ts"

/** The circuit admits the inputs, as written and as proved, and its signals have these values. */
export async function satisfied(circuit: Circuit, inputs: Inputs, signals: Overrides = {}): Promise<Witness> {
  const witness = await circuit.calculate(inputs)
  expect(circuit.broken(witness), "broken constraints").to.deep.equal([])
  expect(circuit.proves(witness), "the simplified system agrees").to.equal(true)
  for (const [signal, value] of Object.entries(signals)) {
    expect(circuit.value(witness, signal), signal).to.equal(value)
  }
  return witness
}

/**
 * The witness calculator refuses the inputs, in this template (the innermost that it names).
 */
export async function refused(circuit: Pick<Circuit, "calculate">, inputs: Inputs, template: string): Promise<void> {
  let error: unknown
  try {
    await circuit.calculate(inputs)
  } catch (thrown) {
    error = thrown
  }
  expect(error, "the calculator's answer").to.be.instanceOf(WitnessRefusedError)
  expect((error as WitnessRefusedError).templates[0]).to.equal(template)
}

/**
 * A false witness fails exactly at the constraints that are there to stop it, and nowhere else.
 * Nowhere else: so the forger has done his best, and without those constraints he would succeed.
 *
 * @param places where it fails: names of the signals that the constraint reads, sorted, without indices (see Circuit.place)
 */
export function unprovable(circuit: Circuit, witness: Witness, places: string[]): void {
  expect([...new Set(circuit.broken(witness))].sort(), "places of broken constraints").to.deep.equal([...places].sort())
  expect(circuit.proves(witness), "the simplified system accepts it").to.equal(false)
}

/** Overwrites signals of a good witness, recomputes all that follows, and expects the result to fail at these places alone. */
export function forged(circuit: Circuit, witness: Witness, overrides: Overrides, places: string[]): void {
  unprovable(circuit, circuit.forge(witness, overrides), places)
}

/**
 * Both: an honest calculator refuses the inputs in this template; one that ignores the assertions gets a witness that, after
 * the forger's overrides, fails at these places alone.
 */
export async function defeated(
  circuit: Circuit,
  inputs: Inputs,
  { template, overrides = {}, places }: { template: string; overrides?: Overrides; places: string[] },
): Promise<void> {
  await refused(circuit, inputs, template)
  forged(circuit, await circuit.calculateUnchecked(inputs), overrides, places)
}
