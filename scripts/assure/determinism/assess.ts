import { assumedPoint, freeSignal, type Allowed, type AssumedPoint, type FreeSignal } from "./allowed.ts"
import type { Law } from "./gadgets/gadget.ts"
import { Proof } from "./prove.ts"
import type { System } from "./system.ts"

/** What became of one circuit. */
export interface Assessment {
  constraints: number
  /** Signals that are no inputs. */
  signals: number
  /** Signals that are the prover's choice, with the reason why that is no harm. */
  free: { name: string; entry: FreeSignal }[]
  /** Signals that are a function of the inputs and of those, but not of the inputs alone. */
  dependent: string[]
  /** Inputs that were taken for points of the subgroup, as the names of their x. */
  assumed: Map<string, AssumedPoint>
  /** How many divisions of each of the curve's formulas were shown to have one result. */
  divisions: ReadonlyMap<Law, number>
  /** What is wrong; nothing if the circuit is deterministic. */
  problems: string[]
}

/**
 * Proves of a circuit that, inputs given, at most one value of each other signal satisfies its constraints; but for the free ones, and of outputs
 * even whatever those are.
 */
export function assess(system: System, allowed: Allowed): Assessment {
  const assumed = new Map<string, AssumedPoint>()
  const isInput = (wire: number): boolean => wire > system.outputs && wire <= system.lastInput
  const proof = new Proof(system, (x, y) => {
    const entry = isInput(x) && isInput(y) ? assumedPoint(allowed, system.name(x), system.name(y)) : undefined
    if (entry) assumed.set(system.name(x), entry)
    return entry !== undefined
  })

  const underived = proof.run()
  const problems = underived
    .filter((wire) => wire <= system.outputs)
    .map((wire) => `${system.name(wire)}: an output that is not shown to be a function of the inputs`)
  const free = underived.flatMap((wire) => {
    const entry = freeSignal(allowed, system.name(wire))
    return entry ? [{ wire, name: system.name(wire), entry }] : []
  })
  proof.give(free.map(({ wire }) => wire))
  const left = proof.run()
  const doubts = proof.doubts()
  // Those with a cause of their own first: the others may only follow from them.
  const causes = left.filter((wire) => doubts.has(wire))
  for (const wire of [...causes, ...left.filter((candidate) => !doubts.has(candidate))]) {
    problems.push(`${system.name(wire)}: ${why(wire)}`)
  }
  const chosen = new Set([...left, ...free.map(({ wire }) => wire)])
  return {
    constraints: system.constraints,
    signals: system.wires - 1 - (system.lastInput - system.outputs),
    free: free.map(({ name, entry }) => ({ name, entry })),
    dependent: underived.filter((wire) => !chosen.has(wire)).map((wire) => system.name(wire)),
    assumed,
    divisions: proof.divisions,
    problems,
  }

  function why(wire: number): string {
    if (!doubts.has(wire)) return "no rule settles it"
    const gadget = doubts.get(wire)
    if (!gadget) return "a quotient whose divisor may be 0"
    return `the quotient of a formula of the curve, ${gadget.law}: ${gadget.doubt!}`
  }
}
