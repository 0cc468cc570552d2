import { expect } from "chai"
import fc from "fast-check"
import {
  CIPHERTEXT_COUNTS,
  laneIndex,
  laneScores,
  lanesFor,
  packScores,
  unpackTotals,
  type Lanes,
} from "../../../sdk/ballot/lanes.ts"
import { ciphertextsNeeded, InvalidInputError, LanesOverflowError } from "../../../sdk/index.ts"
import { BALLOT_CIRCUITS } from "../../../sdk/proof/circuits.ts"
import { loadVectors } from "../../vectors/load.ts"
import { refused } from "../refused.ts"

const { lanes: vectors, tallies } = loadVectors("ballot")
const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

/** Every layout that a poll can have, with scores that its lanes hold. */
const layouts = vectors.map(({ options, ciphertexts }) => lanesFor(Number(options), Number(ciphertexts)))
const laidOut = fc.constantFrom(...layouts).chain((lanes) =>
  fc.record({
    lanes: fc.constant(lanes),
    scores: fc.array(fc.oneof(fc.nat(2 ** Math.min(lanes.width, 31) - 1), fc.constant(2 ** lanes.width - 1)), {
      minLength: lanes.options,
      maxLength: lanes.options,
    }),
  }),
)

describe("lanes", () => {
  it("are those of the golden vectors", () => {
    for (const { lanes: places, ciphertextOf, ...vector } of vectors) {
      const lanes = lanesFor(Number(vector.options), Number(vector.ciphertexts))
      expect([lanes.perCiphertext, lanes.width].map(BigInt)).to.deep.equal([vector.perCiphertext, vector.width])
      for (const option of range(lanes.options)) {
        expect(BigInt(laneIndex(lanes, option))).to.equal(places[option])
        const one = range(lanes.options).map((each) => (each === option ? 1 : 0))
        expect(packScores(lanes, one).findIndex((message) => message > 0n)).to.equal(Number(ciphertextOf[option]))
      }
    }
    expect(new Set(layouts.map(({ width }) => width))).to.deep.equal(new Set([10, 13, 20, 40]))
  })

  it("have the counts of ciphertexts that circuits have", () => {
    expect([...CIPHERTEXT_COUNTS]).to.deep.equal(BALLOT_CIRCUITS.map(({ ciphertexts }) => ciphertexts))
  })

  it("never meet, and fit into 40 bits", () => {
    for (const lanes of layouts) {
      const places = range(lanes.options).map((option) => laneIndex(lanes, option))
      expect(new Set(places).size).to.equal(lanes.options)
      expect(Math.max(...places)).to.be.lessThan(4 * lanes.ciphertexts)
      expect(lanes.perCiphertext * lanes.width).to.be.at.most(40)
      const fullest = packScores(lanes, new Array<number>(lanes.options).fill(2 ** lanes.width - 1))
      expect(fullest.every((message) => message < 1n << 40n)).to.equal(true)
    }
  })

  for (const [options, ciphertexts, named] of [
    [1, 1, "options"],
    [5, 1, "options"],
    [13, 3, "options"],
    [2.5, 1, "options"],
    [Number.NaN, 3, "options"],
    [4, 2, "ciphertexts"],
    [4, 0, "ciphertexts"],
  ] as const) {
    it(`are refused for ${options} options in ${ciphertexts} ciphertexts`, () =>
      refused(() => lanesFor(options, ciphertexts), InvalidInputError, named))
  }
})

describe("packed scores", () => {
  it("are those of the golden vectors", () => {
    for (const { options, ciphertexts, ballots, messages, totals } of tallies) {
      const lanes = lanesFor(Number(options), Number(ciphertexts))
      for (const ballot of ballots) expect(packScores(lanes, ballot.scores.map(Number))).to.deep.equal(ballot.messages)
      expect(unpackTotals(lanes, messages)).to.deep.equal(totals.map(Number))
    }
  })

  it("come back as they were, and lie where the circuit puts them", () => {
    fc.assert(
      fc.property(laidOut, ({ lanes, scores }) => {
        const messages = packScores(lanes, scores)
        expect(unpackTotals(lanes, messages)).to.deep.equal(scores)
        const score = laneScores(lanes, scores)
        const inCircuit = range(lanes.ciphertexts).map((place) =>
          score
            .slice(4 * place, 4 * place + 4)
            .reduce((sum, value, lane) => sum + BigInt(value) * (1n << BigInt(lanes.width * lane)), 0n),
        )
        expect(messages).to.deep.equal(inCircuit)
      }),
    )
  })

  it("add up as scores do", () => {
    fc.assert(
      fc.property(laidOut, laidOut, ({ lanes, scores }, { scores: others }) => {
        const halves = scores.map((score) => Math.floor(score / 2))
        const more = halves.map((_, option) =>
          Math.min((others[option] ?? 0) % 2 ** lanes.width, 2 ** (lanes.width - 1) - 1),
        )
        const messages = packScores(lanes, halves).map((message, place) => message + packScores(lanes, more)[place]!)
        expect(unpackTotals(lanes, messages)).to.deep.equal(halves.map((half, option) => half + more[option]!))
      }),
    )
  })

  it("are refused where a score does not fit its lane, without showing it", async () => {
    const lanes = lanesFor(4, 1)
    for (const wrong of [-1, 1024, 4321.5, Number.NaN]) {
      const error = await refused(() => packScores(lanes, [0, 0, wrong, 0]), InvalidInputError, "2^10")
      expect(JSON.stringify(error.details) + error.message).to.not.include(String(wrong))
    }
    for (const scores of [
      [0, 0, 0],
      [0, 0, 0, 0, 0],
    ])
      await refused(() => packScores(lanes, scores), InvalidInputError, "4 whole numbers")
  })

  it("are refused where no totals give such messages", async () => {
    const three: Lanes = lanesFor(3, 1)
    const spread = lanesFor(4, 3)
    for (const [lanes, messages] of [
      [three, []],
      [three, [1n, 0n]],
      [three, [1n << 39n]],
      [three, [-1n]],
      [lanesFor(4, 1), [1n << 40n]],
      [spread, [0n, 0n, 1n]],
      [spread, [1n << 40n, 0n, 0n]],
    ] as const)
      await refused(() => unpackTotals(lanes, messages), InvalidInputError, "messages")
  })
})

describe("the ciphertexts that a poll needs", () => {
  for (const [options, electorate, maxScore, needed] of [
    [4, 1023, 1, 1],
    [4, 1024, 1, 3],
    [3, 8191, 1, 1],
    [3, 8192, 1, 3],
    [2, 1048575, 1, 1],
    [2, 1048576, 1, 3],
    [4, 143, 7, 1],
    [4, 147, 7, 3],
    [5, 10, 1, 3],
    [12, 1023, 1, 3],
    [4, 4112, 255, 3],
    [2, 1953125, 255, 3],
  ] as const) {
    it(`are ${needed} for ${options} options, ${electorate} members and up to ${maxScore} points`, () => {
      expect(ciphertextsNeeded(options, electorate, maxScore)).to.equal(needed)
      const { width } = lanesFor(options, needed)
      expect(electorate * maxScore).to.be.lessThan(2 ** width)
    })
  }

  it("are told to be too few where lanes would run over", async () => {
    for (const [options, electorate, maxScore] of [
      [12, 1024, 1],
      [9, 8192, 1],
      [12, 5, 205],
      [4, 4113, 255],
      [7, 8191, 2],
    ] as const) {
      const named = [String(electorate), String(maxScore), String(options)]
      await refused(() => ciphertextsNeeded(options, electorate, maxScore), LanesOverflowError, ...named)
    }
  })

  it("are asked for with whole numbers only", async () => {
    await refused(() => ciphertextsNeeded(13, 10, 1), InvalidInputError, "options")
    await refused(() => ciphertextsNeeded(4, 0, 1), InvalidInputError, "electorate")
    await refused(() => ciphertextsNeeded(4, 1e300, 1), InvalidInputError, "electorate")
    await refused(() => ciphertextsNeeded(4, 10, Number.NaN), InvalidInputError, "maxScore")
  })
})
