import { expect } from "chai"
import fc from "fast-check"
import { fieldElement, isFieldElement } from "../../sdk/crypto/field.ts"
import { InvalidFieldElementError } from "../../sdk/errors.ts"
import { R } from "../circuits/model.ts"
import { deployed, simulatedChain } from "../contracts/chain.ts"
import { prove, type Proved } from "../contracts/prover.ts"
import { RollModel } from "../contracts/roll-model.ts"
import { membershipInput, person } from "../contracts/witness.ts"
import { refuses, same } from "./agreement.ts"
import { below, word } from "./edges.ts"
import { holdsFor } from "./property.ts"
import { Trials } from "./trials.ts"

describe("property: the borders of the field", function () {
  this.timeout(0)
  let trials: Trials
  let verifier: Awaited<ReturnType<typeof deployed>>
  let curve: Awaited<ReturnType<typeof deployed>>
  let proved: Proved

  before(async () => {
    const chain = await simulatedChain()
    trials = await Trials.on(chain)
    verifier = await deployed(chain, "MembershipVerifier")
    curve = await deployed(chain, "BabyJubJubHarness")
    const member = person(1234567n, 2, 20_000)
    const roll = new RollModel()
    roll.places.push(person(11n, 1, 19_000), member)
    const statement = { scope: 424242n, message: R - 1n, policy: 0xffffn | (20_500n << 16n) | (1n << 36n) }
    proved = await prove("membership", membershipInput(member, roll, statement))
  })

  it("are where package and contracts say, in every spelling of a number", async () => {
    await holdsFor({
      what: "canonical numbers",
      sides: ["SDK", "BabyJubJub"],
      input: fc.oneof(word, below(2n ** 256n, R - 5n)),
      sample: 200,
      full: 20_000,
      agree: async (numbers) => {
        const canonical = numbers.map((number) => number < R)
        const taken = (spell: (number: bigint) => bigint | string): boolean[] =>
          numbers.map((number) => {
            const attempt = (): bigint => fieldElement(spell(number), "number")
            const refused = refuses(InvalidFieldElementError, attempt)
            if (!refused) expect(attempt()).to.equal(number)
            return !refused
          })
        same(numbers, canonical, {
          "SDK, bigint": taken((number) => number),
          "SDK, decimal": taken(String),
          "SDK, hex": taken((number) => `0x${number.toString(16)}`),
          "SDK, padded": taken((number) => `0x${number.toString(16).padStart(64, "0")}`),
          isFieldElement: numbers.map(isFieldElement),
          BabyJubJub: await trials.valuesOf(
            numbers.map((number) => ({ of: curve, method: "isCanonical", args: [number, number] })),
          ),
        })
        return canonical.filter((is) => !is).length
      },
    })
  })

  it("close a proof to every other spelling of its signals, and to all other signals", async () => {
    await holdsFor({
      what: "spellings of a proof's signals",
      sides: ["verifier contract"],
      input: fc.record({
        place: fc.nat(4),
        change: fc.oneof(
          fc.integer({ min: 0, max: 5 }).map((times) => ({ add: BigInt(times) * R })),
          word.map((value) => ({ set: value })),
        ),
      }),
      sample: 20,
      full: 1500,
      batch: 20,
      agree: async (changes) => {
        const lists = changes.map(({ place, change }) => {
          const old = proved.signals[place]!
          const value = "add" in change ? old + change.add : change.set
          return proved.signals.with(place, value < 2n ** 256n ? value : old)
        })
        const isTrue = lists.map((signals) => signals.every((signal, place) => signal === proved.signals[place]))
        const answers = await trials.valuesOf(
          lists.map((signals) => ({ of: verifier, method: "verify", args: [proved.proof, signals] })),
        )
        same(changes, isTrue, { verifier: answers })
        return isTrue.filter((is) => !is).length
      },
    })
  })
})
