import { join } from "node:path"
import { expect } from "chai"
import { ROOT } from "../../../scripts/paths.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import type { Inputs } from "../harness/calculator.ts"
import { ProvedCircuit } from "../harness/proved-circuit.ts"
import { R } from "../model.ts"
import { anotherValue, severalChanges } from "./changes.ts"
import { ForgedWitness } from "./witness.ts"

/** Circuits with a hole: what their input is, and how the forger gets through. */
const PLANTED: readonly { name: string; hole: string; inputs: Inputs; signals: readonly string[] }[] = [
  { name: "answer", hole: "an answer that may always be no", inputs: { in: 0n }, signals: ["in"] },
  { name: "hint", hole: "an assignment without a constraint", inputs: { in: 41n }, signals: ["in"] },
  { name: "free-inverse", hole: "an inverse that nothing constrains", inputs: { in: 0n }, signals: ["in"] },
  {
    name: "not-one-hot",
    hole: "a pick of several",
    inputs: { place: 3n, entry: [5n, 6n, 7n, 8n] },
    signals: ["place", "entry"],
  },
]

describe("forged witnesses of circuits with a planted hole", () => {
  for (const { name, hole, inputs, signals } of PLANTED) {
    it(`are found by random changes and repairs: ${hole} (${name})`, async () => {
      const source = join(ROOT, "test/assure/fixtures", `${name}.circom`)
      const circuit = await ProvedCircuit.load(source)
      const witness = await ForgedWitness.from(source, inputs)
      const random = seeded(`planted/${name}`, R)
      const chance = { pick: (count: number) => Number(random() % BigInt(count)), element: random }

      /** Whether a witness shows something else than an honest prover would with its inputs. */
      const isForgery = async (forged: readonly bigint[]): Promise<boolean> => {
        const read = witness.reader(forged)
        const entries = signals.map((signal) => {
          const given = inputs[signal]!
          return [
            signal,
            Array.isArray(given) ? given.map((_, index) => read(`${signal}[${index}]`)) : read(signal),
          ] as const
        })
        try {
          const honest = await circuit.calculate(Object.fromEntries(entries))
          return circuit.publics(honest).some((value, index) => value !== circuit.publics(forged)[index])
        } catch {
          // Nobody honest has a witness for these.
          return true
        }
      }

      let found = false
      for (let attempt = 0; attempt < 3000 && !found; attempt++) {
        const several = severalChanges(witness, chance)
        const wire = 1 + chance.pick(witness.good.length - 1)
        const changes = attempt % 2 === 0 ? several : [{ wire, value: anotherValue(witness, wire, chance) }]
        const forged = changes.length === 0 ? undefined : witness.repaired(changes, chance.pick, 8)
        found = forged !== undefined && (await isForgery(forged))
      }
      expect(found).to.equal(true)
    })
  }
})
