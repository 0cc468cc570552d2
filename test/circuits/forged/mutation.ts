import { appendFile } from "node:fs/promises"
import { expect } from "chai"
import { FORGERIES, FORGERY_SEED, type ForgeryCount } from "../../../scripts/assure/forged/forgeries.ts"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import type { CircuitName } from "../../../scripts/circuits/names.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { release, type Release } from "../circuits.ts"
import type { Circuit } from "../harness/circuit.ts"
import { R } from "../model.ts"
import { HONEST } from "./honest.ts"
import { anotherValue, severalChanges, shown, type Chance } from "./changes.ts"
import { isTrue } from "./statements.ts"
import { ForgedWitness } from "./witness.ts"

/** How many forgeries a circuit is tried with, within `./run test` and in the full run. */
const WIRES: readonly [sample: number, full: number] = [120, Infinity]
const VALUES: readonly [sample: number, full: number] = [2, 30]
const SEVERAL: readonly [sample: number, full: number] = [100, 200_000]
const REPAIRED: readonly [sample: number, full: number] = [20, 20_000]
const FOLLOWED: readonly [sample: number, full: number] = [10, 4000]

/** How far a forger goes to repair what a change broke. */
const STEPS = 25

/** Circuits of which nobody follows consequences: their unsimplified form is too large to be compiled for tests. */
const TOO_LARGE: readonly CircuitName[] = ["sheet-125", "deal-9"]

/**
 * Bits of scalars, and the quotients by which points are added: each is settled by a constraint of its own, and to recompute a multiplication for each
 * of them would take hours.
 */
const MULTIPLICATION = /ScalarBits|EscalarMul|BabyAdd/

const seed = process.env[FORGERY_SEED] ?? "usual"

/** The random mutation of good witnesses: no change satisfies the constraints unless the public statement is unchanged or true. */
export function describeMutation(name: CircuitName): void {
  describe(`forged witnesses of ${name} (seed ${seed})`, function () {
    this.timeout(0)
    let witness: ForgedWitness
    let chance: Chance
    before(async () => {
      witness = await ForgedWitness.of(name, HONEST[name])
      const random = seeded(`${seed}/${name}`, R)
      chance = { pick: (count) => Number(random() % BigInt(count)), element: random }
    })

    it("begin with a true one", () => {
      expect(isTrue(name, witness.reader(witness.good), witness.publics(witness.good))).to.equal(true)
    })

    it("fail when one wire is another, whatever it is, unless what they show is true", async () => {
      const forgeries = new Forgeries(name, "one wire")
      const all = witness.good.length - 1
      const wires = cases(...WIRES)
      for (let count = 0; count < Math.min(wires, all); count++) {
        const wire = wires >= all ? 1 + count : 1 + chance.pick(all)
        for (let value = 0; value < cases(...VALUES); value++) {
          const changes = [{ wire, value: anotherValue(witness, wire, chance) }]
          forgeries.add(witness.satisfiedBy(changes) ? witness.changed(changes) : undefined, witness, () =>
            shown(witness, changes),
          )
        }
      }
      await forgeries.end()
    })

    it("fail when several wires are others, unless what they show is true", async () => {
      const forgeries = new Forgeries(name, "several wires")
      for (let count = 0; count < cases(...SEVERAL); count++) {
        const changes = severalChanges(witness, chance)
        if (changes.length === 0) continue
        forgeries.add(witness.satisfiedBy(changes) ? witness.changed(changes) : undefined, witness, () =>
          shown(witness, changes),
        )
      }
      await forgeries.end()
    })

    it("fail when a change is repaired by others, step by step, unless what they show is true", async () => {
      const forgeries = new Forgeries(name, "a wire, repaired")
      for (let count = 0; count < cases(...REPAIRED); count++) {
        const wire = 1 + chance.pick(witness.good.length - 1)
        const changes = [{ wire, value: anotherValue(witness, wire, chance) }]
        forgeries.add(
          witness.repaired(changes, chance.pick, STEPS),
          witness,
          () => `${shown(witness, changes)}, repaired`,
        )
      }
      await forgeries.end()
    })

    if (TOO_LARGE.includes(name)) return

    it("fail when inputs and hints are others and all that follows is computed anew, unless what they show is true", async () => {
      const forgeries = new Forgeries(name, "inputs and hints")
      const circuit = await release(name as Release)
      const good = await circuit.calculate(HONEST[name])
      const free = freeWires(circuit)
      for (let count = 0; count < cases(...FOLLOWED); count++) {
        const wires = [...new Set(Array.from({ length: 1 + chance.pick(3) }, () => free[chance.pick(free.length)]!))]
        const changes = wires.map((wire) => ({ wire, value: anotherValue({ good }, wire, chance) }))
        const overrides = Object.fromEntries(changes.map(({ wire, value }) => [circuit.symbols.name(wire), value]))
        const forged = circuit.forge(good, overrides)
        const holds = !circuit.breaksWhereChanged(good, forged)
        forgeries.add(holds ? forged : undefined, writtenForm(circuit, good), () =>
          JSON.stringify(overrides, (_, value: unknown) => String(value)),
        )
      }
      await forgeries.end()
    })
  })
}

/** What reads a witness of some form. */
type Form = Pick<ForgedWitness, "good" | "publics" | "reader">

const writtenForm = (circuit: Circuit, good: readonly bigint[]): Form => ({
  good,
  publics: (witness) => circuit.publics(witness),
  reader: (witness) => (signal) => circuit.value(witness, `main.${signal}`),
})

/** Inputs and hints, without those of multiplications. */
function freeWires({ consequences, symbols }: Circuit): number[] {
  return consequences.free.filter((wire) => !MULTIPLICATION.test(symbols.name(wire)))
}

/** Counts forgeries, and fails on one that shows what is not true. */
class Forgeries {
  readonly #count: ForgeryCount
  readonly #start = process.cpuUsage()

  constructor(circuit: CircuitName, way: string) {
    this.#count = { circuit, way, made: 0, broken: 0, unchanged: 0, stillTrue: 0, unasked: 0, seconds: 0 }
  }

  /** @param forged a witness that satisfies all constraints, or undefined */
  add(forged: readonly bigint[] | undefined, form: Form, what: () => string): void {
    const count = this.#count
    count.made++
    if (forged === undefined) {
      count.broken++
      return
    }
    const [before, after] = [form.publics(form.good), form.publics(forged)]
    if (after.every((value, index) => value === before[index])) {
      count.unchanged++
      return
    }
    const truth = isTrue(count.circuit as CircuitName, form.reader(forged), after)
    if (truth === undefined) count.unasked++
    else if (truth) count.stillTrue++
    else expect.fail(`${count.circuit} proves what is not true: ${what()}`)
  }

  async end(): Promise<void> {
    const { user, system } = process.cpuUsage(this.#start)
    this.#count.seconds = (user + system) / 1e6
    const file = process.env[FORGERIES]
    if (file !== undefined) await appendFile(file, `${JSON.stringify(this.#count)}\n`)
    expect(this.#count.made).to.be.greaterThan(0)
  }
}
