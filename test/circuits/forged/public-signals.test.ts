import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { CIRCUITS } from "../../../scripts/circuits/names.ts"
import { seeded } from "../../../scripts/vectors/seeded.ts"
import { R } from "../model.ts"
import { HONEST } from "./honest.ts"
import { isTrue } from "./statements.ts"
import { ForgedWitness } from "./witness.ts"

const random = seeded("public-signals", R)

/**
 * What a proof is only bound to, by its square: a prover may bind the own proof to any number, so that one of the same square is as true. A finished
 * proof is bound to the number itself: see proofs.test.ts.
 */
const BOUND = ["main.message", "main.sequence"]

describe("attacks on the public signals of each circuit", () => {
  for (const name of CIRCUITS.slice(0, cases(2, CIRCUITS.length))) {
    it(`unused public inputs, and any that is another beside the same private ones, of ${name}`, async () => {
      const witness = await ForgedWitness.of(name, HONEST[name])
      witness.publics(witness.good).forEach((good, index) => {
        const wire = index + 1
        const signal = witness.symbols.name(wire)
        expect(witness.readersOf(wire).length, signal).to.be.greaterThan(0)
        const others = [good + 1n, good - 1n, R - good, 0n, 1n, random(), random()].map(
          (other) => ((other % R) + R) % R,
        )
        for (const value of others.filter((other) => other !== good)) {
          const changes = [{ wire, value }]
          if (!witness.satisfiedBy(changes)) continue
          const forged = witness.changed(changes)
          const truth = isTrue(name, witness.reader(forged), witness.publics(forged))
          // A key of no trustee counts as none whatever its y is; no verifier gives such a one but the identity.
          if (truth === undefined) expect(signal).to.match(/^main\.recipientKeys\[3\]\[1\]$/)
          else expect([BOUND.includes(signal), value, truth], signal).to.deep.equal([true, R - good, true])
        }
      })
    })
  }
})
