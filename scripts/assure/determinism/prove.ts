import { Facts } from "./facts.ts"
import { FIELD } from "./gadgets/curve.ts"
import { edwardsAdd } from "./gadgets/edwards-add.ts"
import { quotientOf, type Gadget, type Law, type Recogniser } from "./gadgets/gadget.ts"
import { toEdwards, toMontgomery } from "./gadgets/conversions.ts"
import { montgomeryAdd, montgomeryDouble } from "./gadgets/montgomery.ts"
import { Points } from "./gadgets/points.ts"
import { Knowledge } from "./knowledge.ts"
import { answersAboutZero } from "./rules/is-zero.ts"
import { KnownProducts } from "./rules/known-products.ts"
import { solveOverBits } from "./rules/over-bits.ts"
import { solve, type Division } from "./rules/solve.ts"
import { Span } from "./rules/span.ts"
import type { System } from "./system.ts"

const RECOGNISERS: readonly Recogniser[] = [montgomeryAdd, montgomeryDouble, toMontgomery, toEdwards, edwardsAdd]

/** Finds out, rule by rule, which wires are a function of those that are given. */
export class Proof {
  readonly system: System
  readonly #facts: Facts
  readonly #knowledge: Knowledge
  readonly #span: Span
  readonly #products: KnownProducts
  readonly #points: Points
  /** Divisions that were not sure to have one result when they were looked at. */
  readonly #doubtful = new Map<number, Division>()

  /** How many divisions of each of the curve's formulas were shown to have one result. */
  readonly divisions = new Map<Law, number>()

  /**
   * Starts from the inputs of the main component.
   * @param isAssumed whether two inputs may be taken for a point of the subgroup, or its identity
   */
  constructor(system: System, isAssumed: (x: number, y: number) => boolean) {
    this.system = system
    this.#facts = new Facts(system)
    this.#knowledge = new Knowledge(system, this.#facts.expressions.size)
    this.#span = new Span(system.prime)
    this.#products = new KnownProducts(this.#knowledge, this.#span)
    this.#points = new Points(system, this.#facts, isAssumed)
    for (let wire = system.outputs + 1; wire <= system.lastInput; wire++) this.#knowledge.learn(wire)
  }

  /** Takes further wires as given. */
  give(wires: readonly number[]): void {
    this.#learn(wires)
  }

  /** Derives all that it can. @returns the wires that are left */
  run(): number[] {
    this.#propagate()
    while (this.#sweep() || this.#answer() || this.#learn(solveOverBits(this.#knowledge, this.#facts)));
    return this.#knowledge.unknown()
  }

  /** Divisions that may have several results, by the wire that they leave open, with the curve's formula if they are one. */
  doubts(): Map<number, Gadget | undefined> {
    const open = [...this.#doubtful.values()].filter(({ wire }) => !this.#knowledge.isKnown(wire))
    return new Map(open.map((division) => [division.wire, this.#recognise(division)]))
  }

  /** Constraint after constraint, since most are in the order in which a witness is computed. */
  #sweep(): boolean {
    let progress = false
    for (let index = 0; index < this.system.constraints; index++) {
      if (this.#learn(this.#products.use(index))) progress = true
    }
    return progress
  }

  #answer(): boolean {
    const answers = answersAboutZero(this.#knowledge)
    for (const [wire, tested] of answers) {
      this.#facts.bits.add(wire)
      this.#facts.zeroTests.set(wire, tested)
    }
    return this.#learn([...answers.keys()])
  }

  #propagate(): void {
    for (let next = this.#knowledge.nextReady(); next !== undefined; next = this.#knowledge.nextReady()) {
      if (this.#knowledge.open(next) !== 1) continue
      const found = solve(this.#knowledge, this.#facts, next)
      if (typeof found === "number") this.#know(found)
      else if (found) this.#divide(found)
    }
  }

  #divide(division: Division): void {
    const gadget = this.#recognise(division)
    if (!gadget || gadget.doubt !== undefined) {
      this.#doubtful.set(division.constraint, division)
    } else {
      this.divisions.set(gadget.law, (this.divisions.get(gadget.law) ?? 0) + 1)
      this.#know(division.wire)
    }
  }

  #recognise(division: Division): Gadget | undefined {
    const quotient = quotientOf(this.system, division)
    // The curve is one over this field alone.
    for (const recognise of quotient && this.system.prime === FIELD ? RECOGNISERS : []) {
      const gadget = recognise(this.system, quotient!, this.#points)
      if (gadget) return gadget
    }
    return undefined
  }

  /** @returns whether any of the wires was news */
  #learn(wires: readonly number[]): boolean {
    const news = wires.filter((wire) => this.#know(wire))
    if (news.length > 0) this.#propagate()
    return news.length > 0
  }

  #know(wire: number): boolean {
    if (!this.#knowledge.learn(wire)) return false
    const expression = this.#facts.expressions.get(wire)
    const follows = expression ? this.#span.add(this.#knowledge.unknownOf(expression)) : this.#span.forget(wire)
    for (const other of follows) this.#know(other)
    return true
  }
}
