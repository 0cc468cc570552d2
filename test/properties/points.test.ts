import { expect } from "chai"
import fc from "fast-check"
import {
  generatorTimes,
  negated,
  pointSum,
  pointTimes,
  requireKeyPoint,
  requireSubgroupPoint,
} from "../../sdk/crypto/baby-jubjub.ts"
import { committedValueAt, commitTo, valueAt } from "../../sdk/ballot/polynomial.ts"
import { InvalidPointError } from "../../sdk/errors.ts"
import { bitsOf, IDENTITY, ORDER, SCALARS, type Point } from "../circuits/curve.ts"
import { divided, LIMB, lowAt } from "../circuits/dealing-model.ts"
import { R } from "../circuits/model.ts"
import { deployed, simulatedChain, type Chain } from "../contracts/chain.ts"
import { deployTrustees } from "../contracts/deploy.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, scalar, signed } from "./edges.ts"
import { generatorMultiple, inSubgroup, multipleOf, onCurve, oppositeOf, sumOf } from "./formula.ts"
import { anyPair, curvePoint, pointPair, subgroupPoint } from "./points.ts"
import { holdsFor } from "./property.ts"
import { Trials, type Call } from "./trials.ts"

describe("property: point arithmetic", function () {
  this.timeout(0)
  let chain: Chain
  let trials: Trials
  let curve: (method: string, ...args: unknown[]) => Call

  before(async () => {
    chain = await simulatedChain()
    trials = await Trials.on(chain)
    const harness = await deployed(chain, "BabyJubJubHarness")
    curve = (method, ...args) => ({ of: harness, method, args })
  })

  it("has one sum of any two points, also equal, opposite and of small order", async () => {
    const circuit = await CircuitSide.fixture("point-sum")
    await holdsFor({
      what: "sum of two points",
      sides: ["SDK", "formula", "circuit", "BabyJubJub"],
      input: pointPair,
      sample: 200,
      full: 20_000,
      agree: async (pairs) => {
        const [firsts, seconds] = [0, 1].map((place) => pairs.flatMap((pair) => pair[place]!)) as [bigint[], bigint[]]
        const [sums] = await trials.of([curve("addEach", firsts, seconds)])
        same(
          pairs,
          pairs.map(([first, second]) => sumOf(first, second)),
          {
            SDK: pairs.map(([first, second]) => [...pointSum(first, second)]),
            circuit: await circuit.answers(pairs.map(([first, second]) => ({ first, second }))),
            BabyJubJub: pairsIn(sums && "values" in sums ? sums.values[0] : []),
          },
        )
        return 0
      },
    })
  })

  it("adds one point and takes another off in one step, and knows opposites", async () => {
    await holdsFor({
      what: "sum + point - point",
      sides: ["SDK", "formula", "BabyJubJub"],
      input: fc.tuple(curvePoint, curvePoint, curvePoint),
      sample: 100,
      full: 8000,
      agree: async (triples) => {
        const columns = [0, 1, 2].map((place) => triples.flatMap((triple) => triple[place]!))
        const [changed] = await trials.of([curve("addAndSubtractEach", ...columns)])
        const opposites = await trials.of(triples.map(([, , [x, y]]) => curve("negate", x, y)))
        same(
          triples,
          triples.map(([sum, added, removed]) => sumOf(sumOf(sum, added), oppositeOf(removed))),
          {
            SDK: triples.map(([sum, added, removed]) => [...pointSum(sum, added, negated(removed))]),
            BabyJubJub: pairsIn(changed && "values" in changed ? changed.values[0] : []),
          },
        )
        same(
          triples,
          triples.map(([, , removed]) => oppositeOf(removed)),
          { negate: opposites.map((answer) => "values" in answer && answer.values) },
        )
        return 0
      },
    })
  })

  it("has one multiple of B for every scalar of 251 bits, and none for others", async () => {
    const [bits, times] = [await CircuitSide.fixture("scalar-bits"), await CircuitSide.fixture("generator-times-251")]
    await holdsFor({
      what: "scalar times B",
      sides: ["SDK", "formula", "circuits", "BabyJubJub"],
      input: fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: signed }),
      sample: 12,
      full: 1500,
      batch: 20,
      agree: async (scalars) => {
        const spelled = await bits.answers(scalars.map((value) => ({ scalar: value })))
        const inRange = scalars.filter((value) => value < SCALARS)
        same(
          scalars,
          scalars.map((value) => (value < SCALARS ? bitsOf(value, 251) : undefined)),
          { ScalarBits: spelled },
        )
        const generator = generatorMultiple(1n)
        same(
          inRange,
          inRange.map((value) => generatorMultiple(value)),
          {
            SDK: inRange.map((value) => [...generatorTimes(value)]),
            GeneratorTimes: await times.answers(inRange.map((value) => ({ bits: bitsOf(value, 251) }))),
            combine: (await trials.of(inRange.map((value) => curve("combine", generator, [value])))).map(
              (answer) => "values" in answer && answer.values,
            ),
          },
        )
        return scalars.length - inRange.length
      },
    })
  })

  it("has one multiple of any point of the subgroup", async () => {
    const circuit = await CircuitSide.fixture("point-times")
    await holdsFor({
      what: "scalar times point",
      sides: ["SDK", "formula", "circuit", "BabyJubJub"],
      input: fc.tuple(scalar, subgroupPoint),
      sample: 10,
      full: 900,
      batch: 20,
      agree: async (products) => {
        same(
          products,
          products.map(([factor, point]) => multipleOf(factor, point)),
          {
            SDK: products.map(([factor, point]) => [...pointTimes(factor, point)]),
            PointTimes: await circuit.answers(products.map(([factor, base]) => ({ bits: bitsOf(factor, 251), base }))),
            combine: (await trials.of(products.map(([factor, point]) => curve("combine", point, [factor])))).map(
              (answer) => "values" in answer && answer.values,
            ),
          },
        )
        return 0
      },
    })
  })

  it("has one sum of multiples, with positive and negative factors, and sees where it vanishes", async () => {
    const term = fc.record({
      scalar,
      factor: fc.tuple(below(2n ** 255n), fc.boolean()).map(([size, minus]) => (minus ? -size : size)),
    })
    const terms = fc.oneof(
      fc.array(term, { maxLength: 4 }),
      // Such that they cancel.
      fc.array(term, { minLength: 1, maxLength: 3 }).map((given) => {
        const total = given.reduce((sum, { scalar: own, factor }) => sum + own * factor, 0n)
        return [...given, { scalar: ((-total % ORDER) + ORDER) % ORDER, factor: 1n }]
      }),
    )
    await holdsFor({
      what: "sum of multiples",
      sides: ["SDK", "BabyJubJub"],
      input: terms,
      sample: 12,
      full: 1500,
      batch: 10,
      agree: async (sums) => {
        const points = sums.map((given) => given.flatMap(({ scalar: own }) => [...generatorTimes(own)]))
        const factors = sums.map((given) => given.map(({ factor }) => factor))
        const totals = sums.map((given) => given.reduce((sum, { scalar: own, factor }) => sum + own * factor, 0n))
        const combined = await trials.of(
          points.map((coordinates, index) => curve("combine", coordinates, factors[index])),
        )
        same(
          sums,
          totals.map((total) => [...generatorTimes(total)]),
          {
            combine: combined.map((answer) => "values" in answer && answer.values),
          },
        )
        same(
          sums,
          totals.map((total) => total % ORDER === 0n),
          {
            vanishes: await trials.valuesOf(
              points.map((coordinates, index) => curve("vanishes", coordinates, factors[index])),
            ),
          },
        )
        return 0
      },
    })
  })

  it("evaluates committed polynomials as integers, package, contract and circuit alike", async () => {
    const shares = [
      { count: 3, index: 2, circuit: await CircuitSide.fixture("share-of-3-2") },
      { count: 9, index: 9, circuit: await CircuitSide.fixture("share-of-9-9") },
    ]
    await holdsFor({
      what: "polynomials of trustees",
      sides: ["SDK", "model", "ShareOf", "BabyJubJub"],
      input: fc.tuple(fc.constantFrom(...shares), fc.array(scalar, { minLength: 9, maxLength: 9 })),
      sample: 8,
      full: 500,
      batch: 5,
      agree: async (polynomials) => {
        for (const [{ count, index, circuit }, all] of polynomials) {
          const coefficients = all.slice(0, count)
          const division = divided(coefficients, index)
          const { shareLow, shareHigh } = division
          const limbs = {
            low: coefficients.map((coefficient) => coefficient % LIMB),
            high: coefficients.map((coefficient) => coefficient / LIMB),
          }
          const value = valueAt(coefficients, index)
          expect(value).to.equal(shareLow + LIMB * shareHigh)
          expect(lowAt(coefficients, index) % LIMB >= 0n).to.equal(true)
          expect(await circuit.answer({ ...limbs, ...division })).to.deep.equal([value])
          expect(await circuit.answer({ ...limbs, ...division, shareLow: (shareLow + 1n) % LIMB })).to.equal(undefined)

          const commitments = commitTo(coefficients)
          const [values] = await trials.valuesOf([curve("evaluate", commitments.flat(), 9)])
          const expected = Array.from({ length: 9 }, (_, place) => [
            ...generatorTimes(valueAt(coefficients, place + 1)),
          ])
          expect(pairsIn(values)).to.deep.equal(expected)
          expect([...committedValueAt(commitments, index)]).to.deep.equal(expected[index - 1])
        }
        return 0
      },
    })
  })

  it("takes for a key what is one: canonical, on the curve, in the subgroup and not its identity", async () => {
    const [admin, convener, other] = await chain.ethers.getSigners()
    const verifier = await deployed(chain, "AnyProofVerifier", [9n * 5n + 4n])
    const trustees = await deployTrustees(chain, admin!, convener!, [
      { trustees: 9, verifier: await verifier.getAddress() },
    ])
    await (trustees.connect(convener!) as typeof trustees).form([trials.address, other!.address], 2, 1000, 1000)
    const salt = `0x${"11".repeat(32)}`

    await holdsFor({
      what: "what is taken for a key",
      sides: ["SDK", "formula", "Trustees", "BabyJubJub"],
      input: anyPair,
      sample: 40,
      full: 2500,
      batch: 20,
      agree: async (pairs) => {
        const isPoint = (pair: Point): boolean => pair.every((x) => x < R) && onCurve(pair) && inSubgroup(pair)
        const expected = pairs.map((pair) => isPoint(pair) && !(pair[0] === IDENTITY[0] && pair[1] === IDENTITY[1]))
        const commits = await trials.of(
          pairs.map((pair) => ({ of: trustees, method: "commit", args: [1, pair, salt] })),
        )
        const errors = ["NonCanonicalPoint", "PointNotOnCurve", "PointIsIdentity", "PointNotInSubgroup"]
        for (const answer of commits) if ("refused" in answer) expect(errors).to.include(answer.refused)
        same(pairs, expected, {
          SDK: pairs.map((pair) => !refuses(InvalidPointError, () => requireKeyPoint(pair, "key"))),
          Trustees: commits.map((answer) => "values" in answer),
        })
        same(pairs, pairs.map(isPoint), {
          SDK: pairs.map((pair) => !refuses(InvalidPointError, () => requireSubgroupPoint(pair, "point"))),
        })
        // The library's answers, each where its question has a meaning.
        const canonical = pairs.filter((pair) => pair.every((x) => x < R))
        same(
          pairs,
          pairs.map((pair) => pair.every((x) => x < R)),
          {
            isCanonical: await trials.valuesOf(pairs.map((pair) => curve("isCanonical", ...pair))),
          },
        )
        same(canonical, canonical.map(onCurve), {
          isOnCurve: await trials.valuesOf(canonical.map((pair) => curve("isOnCurve", ...pair))),
        })
        return expected.filter((taken) => !taken).length
      },
    })
  })
})

function pairsIn(coordinates: unknown): bigint[][] {
  const numbers = coordinates as bigint[]
  return Array.from({ length: numbers.length / 2 }, (_, place) => numbers.slice(2 * place, 2 * place + 2))
}
