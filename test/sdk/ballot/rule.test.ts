import { expect } from "chai"
import fc from "fast-check"
import { inspect } from "node:util"
import { laneIndex, lanesFor } from "../../../sdk/ballot/lanes.ts"
import { assertScores, packBallotRule } from "../../../sdk/ballot/rule.ts"
import { BallotRuleError, BallotRules, InvalidInputError, type BallotRule } from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { refused } from "../refused.ts"

const { ballotRule: layout } = loadVectors("parameters").layouts
const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)
const taken = (scores: number[], rule: BallotRule): boolean => {
  try {
    assertScores(scores, scores.length, rule)
    return true
  } catch (error) {
    expect(error).to.be.instanceOf(BallotRuleError)
    return false
  }
}

describe("the number of a ballot rule", () => {
  it("is that of the golden vectors", () => {
    const polls = loadVectors("ballot").rules.filter(({ options }) => options > 0n)
    expect(polls.length).to.be.greaterThan(15)
    for (const { options, ciphertexts, ballotRule, maxScore, minTotal, maxTotal, quadratic } of polls) {
      const rule = { maxScore: Number(maxScore), minTotal: Number(minTotal), maxTotal: Number(maxTotal) }
      const lanes = lanesFor(Number(options), Number(ciphertexts))
      expect(packBallotRule({ ...rule, quadratic: quadratic === 1n }, lanes)).to.equal(ballotRule)
    }
  })

  it("opens to the rule, by the layout, for every poll and rule", () => {
    const polls = [2, 3, 4]
      .map((options) => lanesFor(options, 1))
      .concat(range(11).map((more) => lanesFor(2 + more, 3)))
    const rules = fc
      .record({ lanes: fc.constantFrom(...polls), maxScore: fc.integer({ min: 1, max: 255 }), quadratic: fc.boolean() })
      .chain(({ lanes, maxScore, quadratic }) =>
        fc.record({
          lanes: fc.constant(lanes),
          maxScore: fc.constant(maxScore),
          quadratic: fc.constant(quadratic),
          minTotal: fc.nat(lanes.options * (quadratic ? maxScore ** 2 : maxScore)),
          above: fc.nat(2 ** 20 - 1),
        }),
      )
    fc.assert(
      fc.property(rules, ({ lanes, above, minTotal, ...limits }) => {
        const rule = { ...limits, minTotal, maxTotal: Math.max(1, minTotal, above) }
        const packed = packBallotRule(rule, lanes)
        const opened = Object.fromEntries(
          layout.map(({ name, from, bits }) => [name, (packed >> from) & ((1n << bits) - 1n)]),
        )
        expect(opened).to.deep.equal({
          used: range(lanes.options).reduce((set, option) => set | (1n << BigInt(laneIndex(lanes, option))), 0n),
          laneWidth: BigInt(lanes.width),
          maxScore: BigInt(rule.maxScore),
          minTotal: BigInt(rule.minTotal),
          maxTotal: BigInt(rule.maxTotal),
          quadratic: rule.quadratic ? 1n : 0n,
        })
        expect(packed < 1n << 67n).to.equal(true)
      }),
    )
  })

  for (const [what, change, ...named] of [
    ["scores of 0", { maxScore: 0 }, "maxScore", "1 to 255"],
    ["scores over 255", { maxScore: 256 }, "maxScore", "256"],
    ["part of a score", { maxScore: 1.5 }, "maxScore"],
    ["no total", { minTotal: 0, maxTotal: 0 }, "maxTotal"],
    ["a total over 20 bits", { maxTotal: 2 ** 20 }, "maxTotal"],
    ["a negative minimum", { minTotal: -1 }, "minTotal"],
    ["a minimum over the maximum", { minTotal: 11, maxTotal: 10 }, "minTotal", "0 to 10"],
    ["a minimum that no ballot reaches", { minTotal: 21, maxTotal: 30 }, "minTotal", "0 to 20"],
    ["no number", { maxTotal: Number.NaN }, "maxTotal"],
    ["neither true nor false", { quadratic: 1 }, "quadratic"],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const rule = { ...BallotRules.score({ options: 4, maxScore: 5 }), ...change } as BallotRule
      await refused(() => packBallotRule(rule, lanesFor(4, 1)), InvalidInputError, ...named)
    })
  }
})

describe("ballot rules by name", () => {
  for (const [name, rule, good, bad] of [
    [
      "choice",
      BallotRules.choice(),
      [[0, 1, 0]],
      [
        [1, 1, 0],
        [0, 2, 0],
      ],
    ],
    [
      "approval",
      BallotRules.approval({ options: 3 }),
      [
        [1, 1, 1],
        [0, 1, 0],
      ],
      [[2, 0, 0]],
    ],
    ["approval of two", BallotRules.approval({ options: 3, most: 2 }), [[1, 0, 1]], [[1, 1, 1]]],
    [
      "score",
      BallotRules.score({ options: 3, maxScore: 5 }),
      [
        [5, 5, 5],
        [0, 0, 1],
      ],
      [[6, 0, 0]],
    ],
    [
      "points",
      BallotRules.points({ points: 10 }),
      [
        [10, 0, 0],
        [3, 3, 4],
      ],
      [
        [3, 3, 3],
        [11, 0, 0],
        [5, 5, 1],
      ],
    ],
    ["points with a limit", BallotRules.points({ points: 10, maxScore: 5 }), [[5, 5, 0]], [[6, 4, 0]]],
    [
      "budget",
      BallotRules.budget({ budget: 300, maxScore: 200 }),
      [
        [200, 100, 0],
        [1, 0, 0],
      ],
      [
        [201, 0, 0],
        [200, 101, 0],
      ],
    ],
    [
      "budget over 255",
      BallotRules.budget({ budget: 600 }),
      [[255, 255, 90]],
      [
        [256, 0, 0],
        [255, 255, 91],
      ],
    ],
    [
      "quadratic",
      BallotRules.quadratic({ credits: 99 }),
      [
        [9, 4, 1],
        [7, 7, 1],
      ],
      [
        [10, 0, 0],
        [9, 4, 2],
        [7, 7, 2],
      ],
    ],
    ["quadratic with a limit", BallotRules.quadratic({ credits: 99, maxScore: 5 }), [[5, 5, 5]], [[6, 0, 0]]],
    [
      "quadratic over 255",
      BallotRules.quadratic({ credits: 100000 }),
      [[255, 187, 2]],
      [
        [256, 0, 0],
        [255, 187, 3],
      ],
    ],
  ] as [string, BallotRule, number[][], number[][]][]) {
    it(`${name}: takes blank ballots and ${JSON.stringify(good)}, and not ${JSON.stringify(bad)}`, () => {
      expect(packBallotRule(rule, lanesFor(3, 1)) > 0n).to.equal(true)
      expect(rule.minTotal).to.be.at.least(1)
      for (const scores of [[0, 0, 0], ...good]) expect(taken(scores, rule), String(scores)).to.equal(true)
      for (const scores of bad) expect(taken(scores, rule), String(scores)).to.equal(false)
    })
  }

  it("are refused without credits", async () => {
    for (const credits of [0, -4, 2.25, Number.NaN])
      await refused(() => BallotRules.quadratic({ credits }), InvalidInputError, "credits")
  })
})

describe("scores", () => {
  const rule: BallotRule = { maxScore: 7, minTotal: 3, maxTotal: 12, quadratic: false }

  it("are taken where each and their total are in range, or all are 0", () => {
    const limits = fc.record({ maxScore: fc.integer({ min: 1, max: 9 }), quadratic: fc.boolean() })
    const totals = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), limits, totals, (scores, some, ends) => {
        const [minTotal, maxTotal] = [Math.min(...ends), Math.max(...ends)]
        const total = scores.reduce((sum, score) => sum + score ** (some.quadratic ? 2 : 1), 0)
        const inRange = scores.every((score) => score <= some.maxScore)
        const expected = inRange && (total === 0 || (total >= minTotal && total <= maxTotal))
        expect(taken(scores, { ...some, minTotal, maxTotal })).to.equal(expected)
      }),
      { numRuns: 300 },
    )
  })

  for (const [what, scores, option, ...named] of [
    ["over the maximum", [0, 0, 8, 0], 2, "0 to 7"],
    ["below zero", [5, -1, 0, 0], 1, "0 to 7"],
    ["a part of one", [0, 0, 0, 3.5], 3, "whole number"],
    ["no number", [Number.NaN, 0, 0, 0], 0, "whole number"],
    ["missing", [5, undefined as unknown as number, 0, 0], 1, "whole number"],
    ["a text", ["5" as unknown as number, 0, 0, 0], 0, "whole number"],
  ] as const) {
    it(`are refused where one is ${what}: the option is told, to the caller alone`, async () => {
      const error = await refused(() => assertScores(scores, 4, rule), BallotRuleError, ...named)
      expect(error.option).to.equal(option)
      for (const shown of [inspect(error), JSON.stringify(error), JSON.stringify(error.details), error.message]) {
        // The stack names lines, which are numbers as well.
        expect(shown.split("\n")[0]).to.not.match(/option \d|8|-1|3\.5|NaN|undefined/)
      }
      expect(structuredClone(error)).to.not.have.property("option")
      expect(Object.values(error)).to.not.include(option)
    })
  }

  for (const [what, scores, ...named] of [
    ["too much", [7, 6, 0, 0], "too much", "at most 12"],
    ["too little", [1, 1, 0, 0], "too little", "at least 3"],
  ] as const) {
    it(`are refused where they add up to ${what}`, async () => {
      const error = await refused(() => assertScores(scores, 4, rule), BallotRuleError, ...named)
      expect(error.option).to.equal(undefined)
      expect(error.message).to.not.include("13")
    })
  }

  it("are refused where they must add up to one number, or their squares must", async () => {
    const exact = BallotRules.points({ points: 10 })
    for (const scores of [
      [4, 5],
      [6, 5],
    ])
      await refused(() => assertScores(scores, 2, exact), BallotRuleError, "exactly 10")
    const quadratic = BallotRules.quadratic({ credits: 25, maxScore: 5 })
    await refused(() => assertScores([4, 4], 2, quadratic), BallotRuleError, "The squares", "at most 25")
  })

  it("are refused where there are not as many as options", async () => {
    await refused(() => assertScores([1, 2, 3], 4, rule), BallotRuleError, "3 scores", "4 options")
    await refused(() => assertScores([1, 2, 3, 0, 0], 4, rule), BallotRuleError, "5 scores")
  })
})
