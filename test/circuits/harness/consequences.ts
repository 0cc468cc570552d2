import { invert, residue } from "../../../scripts/circuits/field.ts"
import { evaluate, wiresOf } from "../../../scripts/circuits/r1cs.ts"
import type { ConstraintSystem } from "../../../scripts/circuits/r1cs.ts"

interface Step {
  wire: number
  constraint: number
  /** 1 / coefficient of the wire in c. */
  inverse: bigint
}

/**
 * What follows from what in a constraint system: inputs and hints are free, each other wire is settled by one constraint.
 * A forger who changes some wires recomputes what follows from them, so that only those constraints fail that are there to
 * stop him.
 *
 * A wire follows from a constraint if it stands there in `c` alone and all others are known. What never comes to follow is a
 * hint: the bits of a number, a choice, an inverse. For systems without simplification; it mixes wires so that they follow
 * from several constraints together.
 */
export class Consequences {
  readonly #system: ConstraintSystem
  readonly #steps: Step[] = []
  /** Wire -> the steps that read it. */
  readonly #readBy: number[][]
  /** Wires of inputs and hints: nothing settles them. */
  readonly free: number[] = []

  constructor(system: ConstraintSystem) {
    this.#system = system
    const { constraints, prime } = system
    const reads = constraints.map(wiresOf)
    const unknown = reads.map((wires) => wires.size)
    const readers: number[][] = Array.from({ length: system.wires }, () => [])
    reads.forEach((wires, constraint) => wires.forEach((wire) => readers[wire]!.push(constraint)))
    const known = new Uint8Array(system.wires)
    known[0] = 1

    const unknownOf = (constraint: number): number[] => [...reads[constraint]!].filter((wire) => !known[wire])
    const standsInC = (constraint: number, wire: number): boolean => {
      const { a, b, c } = constraints[constraint]!
      return c.wires.includes(wire) && !a.wires.includes(wire) && !b.wires.includes(wire)
    }
    // As in bit * (bit - 1) = 0.
    const squares = (constraint: number, wire: number): boolean => {
      const { a, b } = constraints[constraint]!
      return a.wires.includes(wire) && b.wires.includes(wire)
    }
    const bits = new Set<number>()
    reads.forEach(([wire], constraint) => {
      if (reads[constraint]!.size === 1 && squares(constraint, wire!)) bits.add(wire!)
    })

    const ready: number[] = []
    const settling = new Set<number>()
    const constants = new Set<number>()
    const learn = (wire: number): void => {
      known[wire] = 1
      for (const constraint of readers[wire]!) {
        unknown[constraint]!--
        if (unknown[constraint] === 1) ready.push(constraint)
        if (unknown[constraint] === 0 && !settling.has(constraint)) unsettle(constraint)
      }
    }
    const free = (wire: number): void => {
      this.free.push(wire)
      learn(wire)
    }
    const step = (wire: number, constraint: number): void => {
      const { c } = constraints[constraint]!
      settling.add(constraint)
      this.#steps.push({ wire, constraint, inverse: invert(c.coefficients[c.wires.indexOf(wire)]!, prime) })
    }
    // Where both a constant and a computation settle a wire, as in product === 0, the wire is computed and the constant checks it.
    const unsettle = (constraint: number): void => {
      for (const wire of constants) {
        if (!standsInC(constraint, wire)) continue
        constants.delete(wire)
        step(wire, constraint)
      }
    }

    // Constraints with one unknown wire that they do not settle: they check it.
    const checks = new Set<number>()
    const settle = (): void => {
      for (let constraint = ready.pop(); constraint !== undefined; constraint = ready.pop()) {
        if (unknown[constraint] !== 1) continue
        const wire = unknownOf(constraint)[0]!
        // The last bit of a number does not follow from the others: all bits are hints, and their sum is a check.
        const lastBit = bits.has(wire) && [...reads[constraint]!].some((read) => read !== wire && bits.has(read))
        if (lastBit || !standsInC(constraint, wire)) {
          checks.add(constraint)
          continue
        }
        if (reads[constraint]!.size === 1) constants.add(wire)
        step(wire, constraint)
        learn(wire)
      }
    }
    const nextHint = (): number => {
      const checked = new Set<number>()
      for (const constraint of checks) {
        const [wire] = unknownOf(constraint)
        if (wire === undefined) checks.delete(constraint)
        else checked.add(wire)
      }
      const ordered = [...checked].sort((x, y) => x - y)
      const open = ordered.filter((wire) => bits.has(wire))
      // First the bits of a number that is known already, so that numbers settle their bits and not the other way round.
      const spelling = open.find((bit) =>
        readers[bit]!.some((reader) => reads[reader]!.size > 1 && unknownOf(reader).every((wire) => bits.has(wire))),
      )
      return spelling ?? open[0] ?? ordered[0] ?? known.indexOf(0)
    }

    unknown.forEach((count, constraint) => count === 1 && ready.push(constraint))
    const firstInput = system.publicOutputs + 1
    const inputs = system.publicInputs + system.privateInputs
    for (let wire = firstInput; wire < firstInput + inputs; wire++) free(wire)
    settle()
    for (let hint = nextHint(); hint !== -1; hint = nextHint()) {
      free(hint)
      settle()
    }

    this.#readBy = Array.from({ length: system.wires }, () => [])
    this.#steps.forEach(({ wire, constraint }, index) => {
      for (const read of reads[constraint]!) if (read !== wire) this.#readBy[read]!.push(index)
    })
  }

  /**
   * A copy of a witness with some wires overwritten, and all that follows from them recomputed.
   * Overwritten wires keep what they were given, also where something else follows.
   */
  follow(witness: readonly bigint[], overwritten: ReadonlyMap<number, bigint>): bigint[] {
    const { constraints, prime } = this.#system
    const forged = [...witness]
    const stale = new Uint8Array(this.#steps.length)
    const change = (wire: number, value: bigint): void => {
      forged[wire] = value
      if (value !== witness[wire]) for (const index of this.#readBy[wire]!) stale[index] = 1
    }
    for (const [wire, value] of overwritten) change(wire, value)
    for (let index = stale.indexOf(1); index !== -1; index = stale.indexOf(1, index + 1)) {
      const { wire, constraint, inverse } = this.#steps[index]!
      if (overwritten.has(wire)) continue
      const { a, b, c } = constraints[constraint]!
      forged[wire] = 0n
      const rest = evaluate(a, forged, prime) * evaluate(b, forged, prime) - evaluate(c, forged, prime)
      change(wire, residue(rest * inverse, prime))
    }
    return forged
  }
}
