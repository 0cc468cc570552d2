import { readFile } from "node:fs/promises"
import type { Law } from "./gadgets/gadget.ts"

/** A signal that may be the prover's free choice. */
export interface FreeSignal {
  /** The end of its name, without indices: a template and what is inside it. */
  signal: string
  reason: string
  /** The test that shows it. */
  shownBy: string
}

/** Why the divisor of a curve's formula is not 0 where it stands. */
export interface Obligation {
  law: Law
  /** Part of the component's name, without indices. */
  within: string
  unless: string
  reason: string
  /** The test that shows it. */
  shownBy: string
}

/** What is taken from people, each with a reason. All else the tool derives. */
export interface Allowed {
  free: readonly FreeSignal[]
  obligations: readonly Obligation[]
}

/** The list for the released circuits. */
export async function readAllowed(): Promise<Allowed> {
  return JSON.parse(await readFile(new URL("./allowed.json", import.meta.url), "utf8")) as Allowed
}

/** The entry for a signal that the tool could not derive. */
export function freeSignal({ free }: Allowed, name: string): FreeSignal | undefined {
  return free.find(({ signal }) => family(name).endsWith(`.${signal}`))
}

/** The entry for a formula's division inside a component. */
export function obligation(
  { obligations }: Allowed,
  gadget: { law: Law; unless: string },
  name: string,
): Obligation | undefined {
  return obligations.find(
    ({ law, within, unless }) => law === gadget.law && unless === gadget.unless && family(name).includes(`.${within}.`),
  )
}

/** A signal's name without indices, and without the numbers that tell anonymous components of one template apart. */
export function family(name: string): string {
  return name.replace(/\[\d+\]|#\d+/g, "")
}
