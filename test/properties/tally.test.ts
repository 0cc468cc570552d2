import { expect } from "chai"
import fc from "fast-check"
import { encrypt, addCiphertexts, ZERO_CIPHERTEXT } from "../../sdk/ballot/encryption.ts"
import { integerWeights } from "../../sdk/ballot/lagrange.ts"
import { valueAt } from "../../sdk/ballot/polynomial.ts"
import { combineParts } from "../../sdk/ballot/tally.ts"
import { generatorTimes, pointTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { InvalidInputError } from "../../sdk/errors.ts"
import { ORDER, type Point as PlainPoint } from "../circuits/curve.ts"
import { deployed, simulatedChain } from "../contracts/chain.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, scalar } from "./edges.ts"
import { generatorMultiple, multipleOf, oppositeOf, sumOf, TURNS } from "./formula.ts"
import { holdsFor } from "./property.ts"
import { Trials, type Call } from "./trials.ts"

/** A committee with its polynomial, those of it who open a sum, and what the sum holds. */
const opening = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    coefficients: fc.array(scalar, { minLength: 2, maxLength: size, size: "max" }),
    order: fc.shuffledSubarray(
      Array.from({ length: size }, (_, index) => index + 1),
      { minLength: size },
    ),
    message: below(2n ** 40n),
    randomness: fc.array(scalar, { maxLength: 3 }),
    lie: fc.constantFrom("none", "none", "message", "part", "turned part", "another's part", "index", "twice"),
    place: fc.nat(8),
    off: fc.oneof(fc.constantFrom(1n, -1n, 2n ** 40n, -(2n ** 40n), ORDER - 1n), below(ORDER, 1n)),
  }),
)

describe("property: the tally", function () {
  this.timeout(0)

  it("is opened by the trustees' parts to the sum's message and to no other: package, contract and formula agree", async () => {
    const chain = await simulatedChain()
    const trials = await Trials.on(chain)
    const tally = await deployed(chain, "SecretTallyHarness")

    await holdsFor({
      what: "the check of a tally",
      sides: ["SDK", "formula", "ThresholdDecryption"],
      input: opening,
      sample: 20,
      full: 1500,
      batch: 10,
      agree: async (openings) => {
        let refused = 0
        const calls: Call[] = []
        const expected: boolean[] = []
        for (const { size, coefficients, order, message, randomness, lie, place, off } of openings) {
          const threshold = coefficients.length
          const key = generatorTimes(valueAt(coefficients, 0))
          // The sum of several ballots, the first of which holds the whole message.
          const sum = addCiphertexts(
            ZERO_CIPHERTEXT,
            ...randomness.map((fresh, ballot) => encrypt(ballot === 0 ? message : 0n, fresh, key)),
          )
          const held = randomness.length === 0 ? 0n : message
          const honest = order.slice(0, threshold).map((trustee) => ({
            trustee,
            part: pointTimes(valueAt(coefficients, trustee), sum.first),
          }))
          const liar = place % threshold
          let indexes = honest.map(({ trustee }) => trustee)
          let parts = honest.map(({ part }): Point => part)
          let claimed = held
          if (lie === "message") claimed = (((held + off) % 2n ** 41n) + 2n ** 41n) % 2n ** 41n
          if (lie === "part") parts = parts.with(liar, sumOf([...parts[liar]!], [...generatorTimes(off)] as PlainPoint))
          if (lie === "turned part") parts = parts.with(liar, sumOf([...parts[liar]!], TURNS[1 + (place % 7)]!))
          if (lie === "another's part") parts = parts.with(liar, parts[(liar + 1) % threshold]!)
          if (lie === "index") indexes = indexes.with(liar, order[threshold] ?? indexes[liar]!)
          if (lie === "twice") {
            // The contract asks for ascending indexes before it comes to weights; the package looks itself.
            const doubled = indexes.with(liar, indexes[(liar + 1) % threshold]!)
            expect(refuses(InvalidInputError, () => integerWeights(doubled, size))).to.equal(true)
          }

          // By the formula: the weights from the definition, mod l, and all points one by one.
          const weights = integerWeights(indexes, size)
          const scale = Array.from({ length: size }, (_, k) => BigInt(k + 1)).reduce((product, k) => product * k, 1n)
          const mask = parts.reduce<PlainPoint>(
            (total, part, index) => sumOf(total, signedMultiple(weights[index]!, [...part])),
            [0n, 1n],
          )
          const left = multipleOf(scale, [...sum.second])
          const right = sumOf(mask, generatorMultiple((scale * claimed) % ORDER))
          const opens = left[0] === right[0] && left[1] === right[1]
          // An honest opening is true, whoever takes part in it.
          if (lie === "none" || lie === "twice") expect(opens).to.equal(true)
          if (lie === "message" && claimed !== held) expect(opens).to.equal(false)
          expected.push(opens)
          if (!opens) refused++
          calls.push({
            of: tally,
            method: "opensTo",
            args: [[...sum.second], claimed, parts.map((part) => [...part]), indexes, size],
          })

          const committee = { size, threshold }
          if (lie !== "turned part") {
            // The package takes parts whose proofs were checked, so that none is outside the subgroup.
            const [point] = combineParts(
              committee,
              indexes.map((trustee, index) => ({ trustee, parts: [parts[index]!] })),
              [sum],
            )
            const claims = generatorMultiple(claimed)
            expect(point![0] === claims[0] && point![1] === claims[1], "SDK").to.equal(opens)
          }
        }
        same(openings, expected, { ThresholdDecryption: await trials.valuesOf(calls) })
        return refused
      },
    })
  })

  it("is made of parts that package, model and circuit compute alike", async () => {
    const circuit = await CircuitSide.released("decrypt")
    await holdsFor({
      what: "parts of a decryption",
      sides: ["SDK", "formula", "circuit"],
      input: fc.record({
        share: fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: below(2n ** 253n) }),
        point: scalar,
      }),
      sample: 16,
      full: 500,
      batch: 10,
      agree: async (given) => {
        const points = given.map(({ point }) => generatorMultiple(point))
        const expected = given.map(({ share }, index) =>
          share < 2n ** 251n ? [...generatorMultiple(share), ...multipleOf(share, points[index]!)] : undefined,
        )
        same(given, expected, {
          circuit: await circuit.answers(given.map(({ share }, index) => ({ share, point: points[index]! }))),
        })
        same(
          given,
          expected.map(
            (answer, index) =>
              answer ?? [...generatorTimes(given[index]!.share), ...pointTimes(given[index]!.share, points[index]!)],
          ),
          { SDK: given.map(({ share }, index) => [...generatorTimes(share), ...pointTimes(share, points[index]!)]) },
        )
        return expected.filter((answer) => answer === undefined).length
      },
    })
  })

  it("has weights that give every polynomial's value at 0, whichever trustees there are", async () => {
    await holdsFor({
      what: "Lagrange's weights",
      sides: ["SDK", "polynomials"],
      input: opening,
      sample: 100,
      full: 6000,
      agree: (openings) => {
        for (const { size, coefficients, order } of openings) {
          const indexes = order.slice(0, coefficients.length)
          const weights = integerWeights(indexes, size)
          const scale = Array.from({ length: size }, (_, k) => BigInt(k + 1)).reduce((product, k) => product * k, 1n)
          // Over the integers, without a reduction.
          const valueOf = (at: number): bigint =>
            coefficients.reduceRight((value, coefficient) => value * BigInt(at) + coefficient, 0n)
          const sum = indexes.reduce((total, index, place) => total + weights[place]! * valueOf(index), 0n)
          expect(sum, `${indexes.join()} of ${size}`).to.equal(scale * coefficients[0]!)
        }
        return 0
      },
    })
  })
})

function signedMultiple(factor: bigint, point: PlainPoint): PlainPoint {
  return factor < 0n ? oppositeOf(multipleOf(-factor, point)) : multipleOf(factor, point)
}
