import type { Combination } from "../combination.ts"
import type { Knowledge } from "../knowledge.ts"
import type { Span } from "./span.ts"

/** What a constraint's right side is, is known where both factors are. Keeps what follows and solves for wires. */
export class KnownProducts {
  readonly #knowledge: Knowledge
  readonly #span: Span
  readonly #used: Uint8Array

  constructor(knowledge: Knowledge, span: Span) {
    this.#knowledge = knowledge
    this.#span = span
    this.#used = new Uint8Array(knowledge.system.constraints)
  }

  /** @returns wires that a constraint settles together with those before it */
  use(constraint: number): number[] {
    const { system } = this.#knowledge
    if (this.#used[constraint] === 1 || this.#knowledge.open(constraint) < 2) return []
    const { a, b, c } = system.product(constraint)
    const isZero = a.size === 0 || b.size === 0
    if (!isZero && !(this.#isKnown(a) && this.#isKnown(b))) return []
    this.#used[constraint] = 1
    return this.#span.add(this.#knowledge.unknownOf(c))
  }

  #isKnown(terms: Combination): boolean {
    return this.#knowledge.settles(terms.keys()) || this.#span.has(this.#knowledge.unknownOf(terms))
  }
}
