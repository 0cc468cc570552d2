import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { keepsTo, packRule, totalOf } from "./ballot-model.ts"
import type { Rule } from "./ballot-model.ts"
import { fixture } from "./circuits.ts"
import { bitsOf } from "./curve.ts"
import { WitnessRefusedError } from "./harness/calculator.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Overrides, Witness } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied, unprovable } from "./harness/expectations.ts"
import { R } from "./model.ts"

const random = seeded("ballot-rule", R)
const pick = (below: number): bigint => random() % BigInt(below)
const LANES = 12
const MOST_SCORE = 255n
const MOST_TOTAL = 2n ** 20n - 1n

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`

describe("circuit: BallotRule", () => {
  const rule: Rule = {
    used: 0b0111_0111_0111n,
    laneWidth: 13n,
    maxScore: 200n,
    minTotal: 5n,
    maxTotal: 50000n,
    quadratic: 1n,
  }
  const NONE: Rule = { used: 0n, laneWidth: 0n, maxScore: 0n, minTotal: 0n, maxTotal: 0n, quadratic: 0n }
  const ALL: Rule = {
    used: 2n ** 12n - 1n,
    laneWidth: 63n,
    maxScore: MOST_SCORE,
    minTotal: MOST_TOTAL,
    maxTotal: MOST_TOTAL,
    quadratic: 1n,
  }
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("ballot-rule")
  })

  const opens = (rule: Rule): Promise<Witness> =>
    satisfied(
      circuit,
      { ballotRule: packRule(rule) },
      {
        ...Object.fromEntries(bitsOf(rule.used, LANES).map((bit, lane) => [`main.used[${lane}]`, bit])),
        "main.laneStep": 2n ** rule.laneWidth,
        "main.maxScore": rule.maxScore,
        "main.minTotal": rule.minTotal,
        "main.maxTotal": rule.maxTotal,
        "main.quadratic": rule.quadratic,
      },
    )

  it("opens every field at its edges, and each apart from the others", async () => {
    await opens(rule)
    await opens(NONE)
    await opens(ALL)
    for (const field of Object.keys(NONE) as (keyof Rule)[]) {
      await opens({ ...NONE, [field]: ALL[field] })
      await opens({ ...ALL, [field]: 0n })
    }
  })

  it("gives the step of every lane width", async () => {
    for (let laneWidth = 0n; laneWidth < 64n; laneWidth++) await opens({ ...rule, laneWidth })
  })

  it("refuses a rule of more bits: it has one encoding", async () => {
    for (const ballotRule of [packRule(rule) + 2n ** 67n, 2n ** 67n, R - 1n, R / 2n]) {
      await defeated(circuit, { ballotRule }, { template: "Num2Bits", places: [sumOf("main")] })
    }
  })

  it("cannot be read as another rule", async () => {
    const witness = await opens(rule)
    forged(
      circuit,
      witness,
      { "main.ballotRule": packRule({ ...rule, maxScore: 1n }), "main.Num2Bits.in": packRule(rule) },
      ["linear main.Num2Bits.in main.ballotRule"],
    )
    forged(circuit, witness, { "main.Num2Bits.out[3]": 1n }, [sumOf("main")])
    // A lane that nobody may use, bought with a bit of the lane above it.
    forged(circuit, witness, { "main.Num2Bits.out[3]": 3n, "main.Num2Bits.out[4]": 0n }, [
      sumOf("main"),
      "main.Num2Bits.out",
    ])
    forged(circuit, witness, { "main.Num2Bits.out[3]": 2n, "main.Num2Bits.out[4]": 0n }, ["main.Num2Bits.out"])
    forged(circuit, witness, { "main.bits[3]": 1n }, ["linear main.Num2Bits.out main.bits"])
  })

  it("cannot show other fields than its bits spell", async () => {
    const witness = await opens(rule)
    for (const [signal, place] of [
      ["used[3]", "linear main.bits main.used"],
      ["power[0]", "linear main.bits main.power"],
      ["power[1]", "main.bits main.power"],
      ["power[5]", "main.bits main.power"],
      ["laneStep", "linear main.laneStep main.power"],
      ["maxScore", "linear main.Field.value main.maxScore"],
      ["minTotal", "linear main.Field#1.value main.minTotal"],
      ["maxTotal", "linear main.Field#2.value main.maxTotal"],
      ["Field.bits[18]", "linear main.Field.bits main.bits"],
      ["Field#1.bits[30]", "linear main.Field#1.bits main.bits"],
      ["Field#2.bits[50]", "linear main.Field#2.bits main.bits"],
      ["quadratic", "linear main.bits main.quadratic"],
    ] as const) {
      const value = circuit.value(witness, `main.${signal}`) + 1n
      forged(circuit, witness, { [`main.${signal}`]: value }, [place])
    }
  })
})

for (const lanes of [4, 12] as const) {
  describe(`circuit: AssertScores of ${lanes} lanes`, () => {
    type Terms = Omit<Rule, "laneWidth">
    const EVERY = 2n ** BigInt(lanes) - 1n
    const BITS = sumOf("main.AssertBits")
    const SCORE = sumOf("main.AssertOrdered.AssertBits")
    const LEAST = sumOf("main.AssertOrdered#1.AssertBits")
    const MOST = sumOf("main.AssertOrdered#2.AssertBits")

    let circuit: Circuit
    before(async () => {
      circuit = await fixture(`scores-${lanes}`)
    })

    const row = (...scores: bigint[]): bigint[] => Array.from({ length: lanes }, (_, lane) => scores[lane] ?? 0n)
    const full = (score: bigint): bigint[] => Array<bigint>(lanes).fill(score)
    const inputsOf = (scores: readonly bigint[], { used, maxScore, minTotal, maxTotal, quadratic }: Terms): Inputs => ({
      score: scores,
      used: bitsOf(used, lanes),
      maxScore,
      minTotal,
      maxTotal,
      quadratic,
    })
    const admits = (scores: readonly bigint[], terms: Terms): Promise<Witness> => {
      expect(keepsTo(scores, terms), "the model's answer").to.equal(true)
      return satisfied(circuit, inputsOf(scores, terms), { "main.total": totalOf(scores, terms) })
    }
    const refuses = async (scores: readonly bigint[], terms: Terms, places: string[]): Promise<void> => {
      expect(keepsTo(scores, terms), "the model's answer").to.equal(false)
      await defeated(circuit, inputsOf(scores, terms), { template: "Num2Bits", places })
    }

    const RULES: Record<string, Terms> = {
      choice: { used: EVERY, maxScore: 1n, minTotal: 1n, maxTotal: 1n, quadratic: 0n },
      approval: { used: EVERY, maxScore: 1n, minTotal: 1n, maxTotal: 3n, quadratic: 0n },
      score: { used: EVERY, maxScore: 5n, minTotal: 0n, maxTotal: 5n * BigInt(lanes), quadratic: 0n },
      points: { used: EVERY, maxScore: 100n, minTotal: 100n, maxTotal: 100n, quadratic: 0n },
      budget: { used: EVERY, maxScore: 100n, minTotal: 1n, maxTotal: 100n, quadratic: 0n },
      quadratic: { used: EVERY, maxScore: 10n, minTotal: 1n, maxTotal: 100n, quadratic: 1n },
    }

    describe("admits", () => {
      for (const [name, ballots] of Object.entries({
        choice: [row(1n), row(0n, 1n), row(0n, 0n, 0n, 1n)],
        approval: [row(1n), row(1n, 1n), row(1n, 0n, 1n, 1n)],
        score: [row(5n), row(0n, 1n, 2n, 3n), full(5n), row(0n, 0n, 0n, 1n)],
        points: [row(100n), row(99n, 1n), row(25n, 25n, 25n, 25n), row(0n, 0n, 0n, 100n)],
        budget: [row(1n), row(100n), row(0n, 50n, 49n), row(50n, 50n)],
        quadratic: [row(10n), row(1n), row(8n, 6n), row(5n, 5n, 5n, 5n), row(9n, 4n, 1n, 1n)],
      })) {
        it(`${name}: ballots at the edges, and a blank one`, async () => {
          for (const scores of [...ballots, full(0n)]) await admits(scores, RULES[name]!)
        })
      }

      it("the largest scores, whose squares still are a total of 20 bits", async () => {
        for (const quadratic of [0n, 1n]) {
          const total = totalOf(full(MOST_SCORE), { quadratic })
          expect(total < 2n ** 20n).to.equal(true)
          for (const [minTotal, maxTotal] of [
            [total, total],
            [0n, MOST_TOTAL],
          ] as const) {
            await admits(full(MOST_SCORE), { used: EVERY, maxScore: MOST_SCORE, minTotal, maxTotal, quadratic })
          }
        }
      })

      it("a blank ballot whatever is asked of the others", async () => {
        for (const minTotal of [0n, 1n, MOST_TOTAL]) {
          for (const maxTotal of [0n, MOST_TOTAL]) {
            for (const used of [0n, EVERY])
              await admits(full(0n), { used, maxScore: MOST_SCORE, minTotal, maxTotal, quadratic: 1n })
          }
        }
      })

      it("scores of the options there are, each alone", async () => {
        for (let lane = 0; lane < lanes; lane++) {
          const scores = full(0n).with(lane, 1n)
          await admits(scores, { ...RULES["choice"]!, used: 1n << BigInt(lane) })
        }
      })
    })

    it("admits what the model admits and nothing else, whatever the rule", async () => {
      const answers = { true: 0, false: 0 }
      for (let i = 0; i < 150; i++) {
        const maxScore = [1n, 3n, 10n, MOST_SCORE][Number(pick(4))]!
        const used = pick(3) === 0n ? EVERY : random() % (EVERY + 1n)
        const quadratic = pick(2)
        const scores = row().map((_, lane) => {
          if (pick(12 * lanes) === 0n) return [maxScore + 1n, -1n, 256n, R - 1n - maxScore][Number(pick(4))]!
          return pick(2) && ((used >> BigInt(lane)) & 1n || pick(30) === 0n) ? random() % (maxScore + 1n) : 0n
        })
        const total = totalOf(scores, { quadratic })
        const near = (distance: bigint): bigint => {
          const value = total + distance
          return value < 0n ? 0n : value > MOST_TOTAL ? MOST_TOTAL : value
        }
        const terms = { used, maxScore, quadratic, minTotal: near(pick(6) - 4n), maxTotal: near(4n - pick(6)) }
        const kept = keepsTo(scores, terms)
        answers[`${kept}`]++
        const inputs = inputsOf(scores, terms)
        if (kept) await admits(scores, terms)
        else {
          const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
          expect(answer, `${scores.join()} by ${Object.values(terms).join()}`).to.be.instanceOf(WitnessRefusedError)
          expect(circuit.proves(await circuit.calculateUnchecked(inputs))).to.equal(false)
        }
      }
      expect(answers.true).to.be.above(30)
      expect(answers.false).to.be.above(30)
    })

    describe("refuses", () => {
      const any: Terms = { used: EVERY, maxScore: 5n, minTotal: 0n, maxTotal: MOST_TOTAL, quadratic: 0n }

      it("a score above the maximum, by one and by all", async () => {
        for (const lane of [0, lanes - 1]) {
          for (const [score, maxScore] of [
            [6n, 5n],
            [MOST_SCORE, 5n],
            [1n, 0n],
            [MOST_SCORE, 254n],
          ] as const) {
            await refuses(full(0n).with(lane, score), { ...any, maxScore }, [SCORE])
          }
        }
      })

      it("a score of more bits than scores have", async () => {
        await refuses(row(256n), { ...any, maxScore: MOST_SCORE }, [BITS, SCORE])
      })

      it("a score below 0, which would take votes from others", async () => {
        for (const quadratic of [0n, 1n]) {
          for (const taken of [1n, 2n, 15n]) {
            // Others make up for it, so that the total is in order: the range of the score alone is against it.
            await refuses(row(5n, -taken, 5n, 5n), { ...any, quadratic }, [BITS])
          }
        }
        await refuses(row(5n, -251n, 5n, 5n), { ...any, quadratic: 1n }, [BITS, SCORE])
        await refuses(row(-1n), any, [BITS, LEAST, MOST])
      })

      it("a score that wraps around", async () => {
        const half = (R - 1n) / 2n
        await refuses(row(R - 1n, 5n), any, [BITS])
        await refuses(row(R - 250n, 5n), any, [BITS, LEAST, MOST])
        for (const score of [R - 256n, half, half + 1n, 2n ** 252n]) {
          const witness = await circuit.calculateUnchecked(inputsOf(row(score), any))
          expect(circuit.broken(witness)).to.include.members([BITS, SCORE])
          expect(circuit.proves(witness)).to.equal(false)
        }
        // Two that add up to nothing.
        await refuses(row(R - 3n, 3n), any, [BITS])
      })

      it("a score where no option is", async () => {
        for (let lane = 0; lane < lanes; lane++) {
          const used = EVERY ^ (1n << BigInt(lane))
          for (const score of [1n, 5n]) await refuses(full(0n).with(lane, score), { ...any, used }, [SCORE])
        }
      })

      it("a total below the least or above the most, by one and by all", async () => {
        await refuses(row(2n, 2n), { ...any, minTotal: 5n }, [LEAST])
        await refuses(row(1n), { ...any, minTotal: MOST_TOTAL }, [LEAST])
        await refuses(row(3n, 3n), { ...any, maxTotal: 5n }, [MOST])
        await refuses(full(5n), { ...any, maxTotal: 0n }, [MOST])
        await refuses(row(1n), { ...any, maxTotal: 0n }, [MOST])
      })

      it("a total of squares below the least or above the most, though that of scores is right, and the other way round", async () => {
        const squares = { ...any, quadratic: 1n }
        await refuses(row(3n, 1n), { ...squares, minTotal: 1n, maxTotal: 9n }, [MOST])
        await refuses(row(1n, 1n), { ...squares, minTotal: 3n, maxTotal: 9n }, [LEAST])
        await refuses(row(3n, 1n), { ...any, minTotal: 10n, maxTotal: 10n }, [LEAST])
      })

      it("two choices, or one that counts twice", async () => {
        await refuses(row(1n, 1n), RULES["choice"]!, [MOST])
        await refuses(row(2n), RULES["choice"]!, [SCORE, MOST])
        await refuses(row(2n, -1n), RULES["choice"]!, [BITS, SCORE])
      })

      it("everything but blank, where least is above most", async () => {
        await refuses(row(3n), { ...any, minTotal: 4n, maxTotal: 2n }, [LEAST, MOST])
      })
    })

    describe("does not believe", () => {
      const terms: Terms = { used: EVERY, maxScore: 5n, minTotal: 3n, maxTotal: 10n, quadratic: 0n }
      const bitsFor = (component: string, value: bigint, width: number): Overrides =>
        Object.fromEntries(bitsOf(value, width).map((bit, i) => [`main.${component}.Num2Bits.out[${i}]`, bit]))
      const leastBits = (value: bigint): Overrides => bitsFor("AssertOrdered#1.AssertBits", value, 20)
      const mostBits = (value: bigint): Overrides => bitsFor("AssertOrdered#2.AssertBits", value, 20)

      it("that a ballot is blank which has scores", async () => {
        const witness = await circuit.calculateUnchecked(inputsOf(row(2n), terms))
        forged(circuit, witness, { "main.some": 0n, ...leastBits(2n) }, ["main.some main.total"])
      })

      it("that a ballot is blank in part", async () => {
        // Least is then whatever the voter likes; no multiple of a ballot is one.
        const empty = await circuit.calculateUnchecked(inputsOf(row(), terms))
        for (const some of [2n, -1n, random()]) {
          const witness = circuit.forge(empty, { "main.some": some })
          expect(circuit.broken(witness)).to.include("main.some")
          expect(circuit.proves(witness)).to.equal(false)
        }
        const none = await circuit.calculateUnchecked(inputsOf(row(), { ...terms, minTotal: 0n }))
        forged(circuit, none, { "main.some": 2n }, ["main.some"])
        // A negative minimum: between a ballot that is there and one that is not.
        const low = await circuit.calculateUnchecked(inputsOf(row(), terms))
        forged(circuit, low, { "main.some": -1n, ...leastBits(3n) }, ["main.some"])
      })

      it("that a blank ballot is none, where others need a total", async () => {
        const witness = await circuit.calculate(inputsOf(row(), terms))
        forged(circuit, witness, { "main.some": 1n }, [LEAST])
        // Where they need none it makes no difference.
        const free = await circuit.calculate(inputsOf(row(), { ...terms, minTotal: 0n }))
        const same = circuit.forge(free, { "main.some": 1n })
        expect(circuit.broken(same)).to.deep.equal([])
      })

      it("a least or a most of the voter's own", async () => {
        const low = await circuit.calculateUnchecked(inputsOf(row(2n), terms))
        forged(circuit, low, { "main.least": 2n, ...leastBits(0n) }, ["main.least main.minTotal main.some"])
        forged(circuit, low, { "main.AssertOrdered#1.low": 2n, ...leastBits(0n) }, [
          "linear main.AssertOrdered#1.low main.least",
        ])
        forged(circuit, low, { "main.AssertOrdered#1.high": 3n, ...leastBits(0n) }, [
          "linear main.AssertOrdered#1.high main.total",
        ])
        const high = await circuit.calculateUnchecked(inputsOf(row(5n, 5n, 5n), terms))
        forged(circuit, high, { "main.AssertOrdered#2.high": 15n, ...mostBits(0n) }, [
          "linear main.AssertOrdered#2.high main.maxTotal",
        ])
        forged(circuit, high, { "main.AssertOrdered#2.low": 10n, ...mostBits(0n) }, [
          "linear main.AssertOrdered#2.low main.total",
        ])
        forged(circuit, high, { ...mostBits(0n), "main.AssertOrdered#2.AssertBits.Num2Bits.out[0]": -5n }, [
          "main.AssertOrdered#2.AssertBits.Num2Bits.out",
        ])
      })

      it("another total than that of the scores, or another square", async () => {
        const high = await circuit.calculateUnchecked(inputsOf(row(5n, 5n, 5n), terms))
        forged(circuit, high, { "main.total": 10n, ...mostBits(0n), ...leastBits(7n) }, [
          "main.quadratic main.score main.square main.total",
        ])
        const squares = await circuit.calculateUnchecked(inputsOf(row(4n), { ...terms, quadratic: 1n }))
        forged(circuit, squares, { "main.square[0]": 10n, ...mostBits(0n), ...leastBits(7n) }, [
          "main.score main.square",
        ])
      })

      it("another maximum, or that a lane is used", async () => {
        const scoreBits = (value: bigint): Overrides => bitsFor("AssertOrdered[0].AssertBits", value, 8)
        const over = await circuit.calculateUnchecked(inputsOf(row(6n), terms))
        forged(circuit, over, { "main.most[0]": 6n, ...scoreBits(0n) }, ["main.maxScore main.most main.used"])
        forged(circuit, over, { "main.AssertOrdered[0].high": 6n, ...scoreBits(0n) }, [
          "linear main.AssertOrdered.high main.most",
        ])
        forged(circuit, over, { "main.AssertOrdered[0].low": 5n, ...scoreBits(0n) }, [
          "linear main.AssertOrdered.low main.score",
        ])
        const less = await circuit.calculateUnchecked(inputsOf(row(4n, -1n), terms))
        forged(circuit, less, { "main.AssertBits[1].in": 0n, ...bitsFor("AssertBits[1]", 0n, 8) }, [
          "linear main.AssertBits.in main.score",
        ])
        unprovable(circuit, less, [BITS])
        await refused(circuit, inputsOf(row(4n, -1n), terms), "Num2Bits")
      })
    })
  })
}
