import { direction, isConstant, onlyWire, type Combination } from "../combination.ts"
import type { Facts } from "../facts.ts"
import type { System } from "../system.ts"
import type { Form } from "./curve.ts"
import { generatorMultiple } from "./generator-table.ts"
import { Multiples } from "./multiples.ts"
import { bitProduct, constantPick, picksOf, withPickingBit } from "./picks.ts"

/** Where a point comes from: it is one of these multiples of a point of order l. */
export interface Origin {
  base: string
  multiples: Multiples
}

const GENERATOR = "the generator"

/** Bits that pick one of several constants. */
const WINDOW = 3

/** Points of the subgroup that a circuit computes with. What is registered here is so in every witness. */
export class Points {
  readonly #system: System
  readonly #facts: Facts
  readonly #isAssumed: (x: number, y: number) => boolean
  readonly #known = new Map<string, Origin | undefined>()

  /** @param isAssumed whether two inputs may be taken for a point of the subgroup, or its identity */
  constructor(system: System, facts: Facts, isAssumed: (x: number, y: number) => boolean) {
    this.#system = system
    this.#facts = facts
    this.#isAssumed = isAssumed
  }

  register(form: Form, x: number, y: number, origin: Origin): void {
    this.#known.set(keyOf(form, x, y), origin)
  }

  /** Where a point comes from, however it was picked; nothing if it need not be of the subgroup. */
  origin(form: Form, x: Combination, y: Combination): Origin | undefined {
    if (isConstant(x) && isConstant(y)) {
      const multiple = generatorMultiple(form, [x.get(0) ?? 0n, y.get(0) ?? 0n])
      return multiple === undefined ? undefined : { base: GENERATOR, multiples: Multiples.of(multiple) }
    }
    const [first, second] = [onlyWire(x), onlyWire(y)]
    if (first === undefined || second?.coefficient !== 1n) return this.#fromBits(form, x, y)
    if (first.coefficient === this.#system.prime - 1n && form === "edwards") {
      // The mirror image is the opposite.
      const mirrored = this.origin(form, new Map([[first.wire, 1n]]), y)
      return mirrored && { ...mirrored, multiples: mirrored.multiples.opposite() }
    }
    if (first.coefficient !== 1n) return this.#fromBits(form, x, y)

    const key = keyOf(form, first.wire, second.wire)
    if (this.#known.has(key)) return this.#known.get(key)
    // Until it is found it counts as none, so that a point that picks itself is none.
    this.#known.set(key, undefined)
    const found = this.#picked(form, first.wire, second.wire) ?? this.#fromBits(form, x, y)
    if (found) this.#known.set(key, found)
    else this.#known.delete(key)
    return found
  }

  /** One bit picks both coordinates. */
  #picked(form: Form, x: number, y: number): Origin | undefined {
    for (const first of picksOf(this.#system, this.#facts, x)) {
      for (const second of picksOf(this.#system, this.#facts, y)) {
        if (first.bit !== second.bit) continue
        const one = this.origin(form, first.one, second.one)
        if (!one) continue
        const zero = this.origin(form, first.zero, second.zero)
        if (zero?.base === one.base) return { base: one.base, multiples: zero.multiples.or(one.multiples) }
        if (
          form === "edwards" &&
          this.#isNotIdentity(first.bit, first.zero, second.zero) &&
          one.multiples.isNeverZero()
        ) {
          return { base: this.#system.name(x), multiples: Multiples.of(1n) }
        }
      }
    }
    return undefined
  }

  /** Whether a point is of the subgroup and not its identity wherever a bit is 0 that says "its x is 0". */
  #isNotIdentity(bit: number, x: Combination, y: Combination): boolean {
    const [first, second] = [onlyWire(x), onlyWire(y)]
    const tested = this.#facts.zeroTests.get(bit)
    if (first?.coefficient !== 1n || second?.coefficient !== 1n || !tested) return false
    const isItsX = direction(tested, this.#system.prime) === direction(x, this.#system.prime)
    return isItsX && this.#isAssumed(first.wire, second.wire)
  }

  /** Sums of constants that bits switch on: all cases are tried. */
  #fromBits(form: Form, first: Combination, second: Combination): Origin | undefined {
    const [x, y] = [this.#facts.named(first), this.#facts.named(second)]
    const bits = new Set([...x.keys(), ...y.keys()].flatMap((wire) => this.#bitsIn(wire)))
    const [bit] = bits
    if (bit === undefined || bits.size > WINDOW) return undefined
    const [zero, one] = [0n, 1n].map((value) => {
      return this.origin(
        form,
        withPickingBit(this.#system, this.#facts, x, bit, value),
        withPickingBit(this.#system, this.#facts, y, bit, value),
      )
    })
    if (zero === undefined || one?.base !== zero.base) return undefined
    return { base: zero.base, multiples: zero.multiples.or(one.multiples) }
  }

  #bitsIn(wire: number): number[] {
    if (wire === 0) return []
    if (this.#facts.isBit(wire)) return [wire]
    const factors = bitProduct(this.#system, this.#facts, wire)?.bits ?? []
    if (factors.length > 0 && factors.every((factor) => this.#facts.isBit(factor))) return factors
    const pick = constantPick(this.#system, this.#facts, wire)
    return pick ? [pick.bit] : []
  }
}

function keyOf(form: Form, x: number, y: number): string {
  return `${form} ${x} ${y}`
}
