import { expect } from "chai"
import fc from "fast-check"
import { encryptScores } from "../../sdk/ballot/encrypt-scores.ts"
import { addCiphertexts, encrypt, flatten, subtractCiphertexts, unflatten } from "../../sdk/ballot/encryption.ts"
import {
  ciphertextsNeeded,
  laneIndex,
  lanesFor,
  laneScores,
  packScores,
  unpackTotals,
  type Lanes,
} from "../../sdk/ballot/lanes.ts"
import { assertScores, packBallotRule, type BallotRule } from "../../sdk/ballot/rule.ts"
import { BallotRuleError, InvalidFieldElementError, InvalidInputError, LanesOverflowError } from "../../sdk/errors.ts"
import { ballotInputs, encrypted, keepsTo, packLanes, packRule } from "../circuits/ballot-model.ts"
import { draftOf, electorate, voter } from "../circuits/ballot-scene.ts"
import { bitsOf, ORDER, SCALARS } from "../circuits/curve.ts"
import { R } from "../circuits/model.ts"
import { NOT_SECRET, type SecretTerms } from "../contracts/assembly-scene.ts"
import { deployed } from "../contracts/chain.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, element, scalar, signed, small, word } from "./edges.ts"
import { foundAssembly, proposalOf, type Founded } from "./founded.ts"
import { sumOf } from "./formula.ts"
import { curvePoint, keyPoint } from "./points.ts"
import { holdsFor } from "./property.ts"

/** Options and ciphertexts that a poll may have, and some that it may not. */
const layout = fc.record({ options: fc.nat(14), ciphertexts: fc.nat(4) })
const goodLayout = fc.oneof(
  fc.record({ options: fc.integer({ min: 2, max: 4 }), ciphertexts: fc.constant(1) }),
  fc.record({ options: fc.integer({ min: 2, max: 12 }), ciphertexts: fc.constant(3) }),
)
const rule: fc.Arbitrary<BallotRule> = fc.record({
  maxScore: fc.oneof(small(256), fc.integer({ min: 1, max: 5 })),
  minTotal: fc.oneof(small(2 ** 20 + 2), fc.nat(30)),
  maxTotal: fc.oneof(small(2 ** 20 + 2), fc.nat(60)),
  quadratic: fc.boolean(),
})

const isLayout = ({ options, ciphertexts }: { options: number; ciphertexts: number }): boolean =>
  (ciphertexts === 1 || ciphertexts === 3) && options >= 2 && options <= 4 * ciphertexts

const isRule = ({ maxScore, minTotal, maxTotal, quadratic }: BallotRule, options: number): boolean =>
  maxScore >= 1 &&
  maxScore < 256 &&
  maxTotal >= 1 &&
  maxTotal < 2 ** 20 &&
  minTotal <= maxTotal &&
  minTotal <= options * (quadratic ? maxScore * maxScore : maxScore)

const secretOf = (ciphertexts: number, given: BallotRule): SecretTerms => ({
  ...NOT_SECRET,
  ...given,
  committee: 1n,
  ciphertexts,
  minimumElectorate: 3,
  minimumTurnout: 3,
  decryptionPeriod: 1,
})

describe("property: ballots", function () {
  this.timeout(0)
  let founded: Founded
  let tally: Awaited<ReturnType<typeof deployed>>
  before(async () => {
    founded = await foundAssembly()
    tally = await deployed(founded.chain, "SecretTallyHarness")
  })

  it("have the rules that package and assembly take, and no others", async () => {
    await holdsFor({
      what: "rules of secret polls, taken or not",
      sides: ["SDK", "Assembly"],
      input: fc.record({ layout: fc.oneof(layout, goodLayout), rule }),
      sample: 60,
      full: 6000,
      batch: 25,
      agree: async (polls) => {
        const expected = polls.map((poll) => isLayout(poll.layout) && isRule(poll.rule, poll.layout.options))
        const answers = await founded.trials.of(
          polls.map((poll) =>
            founded.proposing(
              proposalOf({
                options: poll.layout.options,
                abstainOption: 255,
                // None at all would be a public poll.
                secret: secretOf(poll.layout.ciphertexts === 0 ? 2 : poll.layout.ciphertexts, poll.rule),
              }),
            ),
          ),
        )
        same(polls, expected, {
          SDK: polls.map((poll) => {
            const pack = (): bigint => packBallotRule(poll.rule, lanesFor(poll.layout.options, poll.layout.ciphertexts))
            return !refuses(InvalidInputError, pack)
          }),
          Assembly: answers.map((answer) => "values" in answer),
        })
        return expected.filter((is) => !is).length
      },
    })
  })

  it("have rules that are packed and opened alike, by package, contract and circuit, where the lanes hold all votes", async () => {
    const circuit = await CircuitSide.fixture("ballot-rule")
    await holdsFor({
      what: "ballot rules",
      sides: ["SDK", "model", "circuit", "BallotLanes"],
      input: fc
        .record({ layout: goodLayout, rule, electorate: fc.oneof(small(2 ** 21), fc.integer({ min: 1, max: 2000 })) })
        .filter(({ layout: of, rule: given }) => isRule(given, of.options)),
      sample: 40,
      full: 4000,
      batch: 25,
      agree: async (polls) => {
        let refused = 0
        const rules = await founded.trials.of(
          polls.map(({ layout: { options, ciphertexts }, rule: given, electorate: members }) => ({
            of: tally,
            method: "rule",
            args: [options, secretOf(ciphertexts, given), members],
          })),
        )
        for (const [
          index,
          {
            layout: { options, ciphertexts },
            rule: given,
            electorate: members,
          },
        ] of polls.entries()) {
          const lanes = lanesFor(options, ciphertexts)
          const used = Array.from({ length: options }, (_, option) => laneIndex(lanes, option))
          const packed = packRule({
            used: used.reduce((set, lane) => set | (1n << BigInt(lane)), 0n),
            laneWidth: BigInt(lanes.width),
            maxScore: BigInt(given.maxScore),
            minTotal: BigInt(given.minTotal),
            maxTotal: BigInt(given.maxTotal),
            quadratic: given.quadratic ? 1n : 0n,
          })
          const fits = BigInt(members) * BigInt(given.maxScore) < 2n ** BigInt(lanes.width)
          const answer = rules[index]!
          same([polls[index]], [fits ? packed : "LanesWouldOverflow"], {
            BallotLanes: ["values" in answer ? answer.values[0] : answer.refused],
          })
          same([polls[index]], [packed], { SDK: [packBallotRule(given, lanes)] })
          expect(await circuit.answer({ ballotRule: packed })).to.deep.equal([
            ...Array.from({ length: 12 }, (_, lane) => (used.includes(lane) ? 1n : 0n)),
            2n ** BigInt(lanes.width),
            BigInt(given.maxScore),
            BigInt(given.minTotal),
            BigInt(given.maxTotal),
            given.quadratic ? 1n : 0n,
          ])
          if (!fits) refused++
          if (members === 0) continue
          const needed = refuses(LanesOverflowError, () => ciphertextsNeeded(options, members, given.maxScore))
            ? undefined
            : ciphertextsNeeded(options, members, given.maxScore)
          if (fits) expect(needed).to.be.at.most(ciphertexts)
          else if (ciphertexts === 3) expect(needed).to.equal(undefined)
          else expect(needed).not.to.equal(1)
        }
        return refused
      },
    })
  })

  for (const [lanes, fixture, full] of [
    [4, "scores-4", 8000],
    [12, "scores-12", 4000],
  ] as const) {
    it(`have scores in ${lanes} lanes that package, model and circuit permit, and no others`, async () => {
      const circuit = await CircuitSide.fixture(fixture)
      // Mostly ballots that keep to the rule, or nearly do.
      const score = fc.oneof(
        { weight: 60, arbitrary: fc.bigInt({ min: 0n, max: 5n }) },
        { weight: 4, arbitrary: below(2n ** 8n) },
        { weight: 1, arbitrary: signed },
      )
      await holdsFor({
        what: `scores in ${lanes} lanes`,
        sides: ["SDK", "model", "circuit"],
        input: fc.record({
          score: fc.oneof(
            { weight: 9, arbitrary: fc.array(score, { minLength: lanes, maxLength: lanes }) },
            { weight: 1, arbitrary: fc.constant(Array<bigint>(lanes).fill(0n)) },
          ),
          used: fc.oneof(
            { weight: 4, arbitrary: fc.constant((1n << BigInt(lanes)) - 1n) },
            { weight: 1, arbitrary: below(1n << BigInt(lanes)) },
          ),
          maxScore: fc.oneof(below(2n ** 8n, 1n), fc.bigInt({ min: 4n, max: 6n })),
          minTotal: fc.oneof(
            { weight: 5, arbitrary: fc.bigInt({ min: 0n, max: 30n }) },
            { weight: 1, arbitrary: below(2n ** 20n) },
          ),
          maxTotal: fc.oneof(
            { weight: 3, arbitrary: fc.bigInt({ min: 10n, max: 120n }) },
            { weight: 2, arbitrary: below(2n ** 20n, 1n) },
          ),
          quadratic: below(2n),
        }),
        sample: 60,
        full,
        agree: async (ballots) => {
          const permitted = ballots.map(({ score: scores, ...of }) => keepsTo(scores, of))
          const answers = await circuit.answers(
            ballots.map(({ used, ...of }) => ({ ...of, used: bitsOf(used, lanes) })),
          )
          same(ballots, permitted, { circuit: answers.map((answer) => answer !== undefined) })
          // The package knows options, and no lanes without one.
          ballots.forEach(({ score: scores, used, maxScore, minTotal, maxTotal, quadratic }, index) => {
            if (used !== (1n << BigInt(lanes)) - 1n) return
            const of = {
              maxScore: Number(maxScore),
              minTotal: Number(minTotal),
              maxTotal: Number(maxTotal),
              quadratic: quadratic === 1n,
            }
            const numbers = scores.map((value) => (value < 2n ** 50n ? Number(value) : -1))
            expect(
              refuses(BallotRuleError, () => assertScores(numbers, lanes, of)),
              `SDK of ${scores.join()}`,
            ).to.equal(!permitted[index]!)
          })
          return permitted.filter((is) => !is).length
        },
      })
    })
  }

  it("pack totals into lanes alike, package, model and contract, and refuse what would run over", async () => {
    await holdsFor({
      what: "lanes of totals",
      sides: ["SDK", "model", "BallotLanes"],
      input: goodLayout.chain((of) =>
        fc.record({
          layout: fc.constant(of),
          totals: fc.array(
            fc.oneof(
              { weight: 10, arbitrary: small(2 ** lanesFor(of.options, of.ciphertexts).width) },
              { weight: 1, arbitrary: small(2 ** 41) },
              { weight: 1, arbitrary: fc.constant(2 ** lanesFor(of.options, of.ciphertexts).width) },
            ),
            { minLength: 1, maxLength: 12, size: "max" },
          ),
          full: fc.nat(5),
        }),
      ),
      sample: 80,
      full: 8000,
      batch: 50,
      agree: async (polls) => {
        const given = polls.map(({ layout: of, totals, full }) => {
          // Mostly as many as there are options.
          const count = full > 0 ? of.options : totals.length
          return Array.from({ length: count }, (_, option) => totals[option % totals.length]!)
        })
        const lanesOf = polls.map(({ layout: of }) => lanesFor(of.options, of.ciphertexts))
        const expected = given.map((totals, index) => {
          const lanes = lanesOf[index]!
          if (totals.length !== lanes.options || totals.some((total) => total >= 2 ** lanes.width)) return undefined
          return inModel(lanes, totals)
        })
        const answers = await founded.trials.of(
          polls.map(({ layout: { options, ciphertexts } }, index) => ({
            of: tally,
            method: "messages",
            args: [options, ciphertexts, given[index]],
          })),
        )
        same(polls, expected, {
          SDK: given.map((totals, index) =>
            refuses(InvalidInputError, () => packScores(lanesOf[index]!, totals))
              ? undefined
              : packScores(lanesOf[index]!, totals),
          ),
          BallotLanes: answers.map((answer) => ("values" in answer ? answer.values[0] : undefined)),
        })
        expected.forEach((messages, index) => {
          if (messages === undefined) return
          expect(unpackTotals(lanesOf[index]!, messages)).to.deep.equal(given[index])
          const beyond = messages.with(0, messages[0]! + (1n << 40n))
          expect(refuses(InvalidInputError, () => unpackTotals(lanesOf[index]!, beyond))).to.equal(true)
        })
        return expected.filter((messages) => messages === undefined).length
      },
    })
  })

  it("are encrypted alike by package, model and circuit, for messages of 40 bits and scalars of 251", async () => {
    const circuit = await CircuitSide.fixture("encrypt")
    await holdsFor({
      what: "encryption",
      sides: ["SDK", "model", "circuit"],
      input: fc.record({
        message: fc.oneof({ weight: 5, arbitrary: below(2n ** 40n) }, { weight: 1, arbitrary: signed }),
        randomness: fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: signed }),
        key: keyPoint,
      }),
      sample: 10,
      full: 700,
      batch: 20,
      agree: async (messages) => {
        const expected = messages.map(({ message, randomness, key }) =>
          message < 2n ** 40n && randomness < SCALARS ? encrypted(message, randomness, key) : undefined,
        )
        same(messages, expected, { circuit: await circuit.answers(messages) })
        messages.forEach(({ message, randomness, key }, index) => {
          if (expected[index]) expect(flatten([encrypt(message, randomness, key)])).to.deep.equal(expected[index])
        })
        return expected.filter((ciphertext) => ciphertext === undefined).length
      },
    })
  })

  it("add up and are taken off alike by package, formula and contract", async () => {
    const harness = await deployed(founded.chain, "BabyJubJubHarness")
    await holdsFor({
      what: "sums of ciphertexts",
      sides: ["SDK", "formula", "BabyJubJub"],
      input: fc.record({
        sum: fc.tuple(curvePoint, curvePoint),
        added: fc.tuple(curvePoint, curvePoint),
        removed: fc.tuple(curvePoint, curvePoint),
      }),
      sample: 30,
      full: 3000,
      batch: 25,
      agree: async (changes) => {
        const ciphertext = ([first, second]: readonly (readonly [bigint, bigint])[]) => ({
          first: first!,
          second: second!,
        })
        const answers = await founded.trials.of(
          changes.flatMap(({ sum, added, removed }) => [
            { of: harness, method: "addEach", args: [sum.flat(), added.flat()] },
            { of: harness, method: "addAndSubtractEach", args: [sum.flat(), added.flat(), removed.flat()] },
          ]),
        )
        const plain = changes.map(({ sum, added }) => sum.flatMap((point, place) => sumOf(point, added[place]!)))
        same(changes, plain, {
          SDK: changes.map(({ sum, added }) => flatten([addCiphertexts(ciphertext(sum), ciphertext(added))])),
          BabyJubJub: changes.map((_, index) => valueOf(answers[2 * index]!)),
        })
        same(
          changes,
          changes.map(({ removed }, index) => {
            const opposite = removed.map(([x, y]): [bigint, bigint] => [(R - x) % R, y])
            const [x1, y1, x2, y2] = plain[index]!
            return [...sumOf([x1!, y1!], opposite[0]!), ...sumOf([x2!, y2!], opposite[1]!)]
          }),
          {
            SDK: changes.map(({ sum, added, removed }) =>
              flatten([subtractCiphertexts(addCiphertexts(ciphertext(sum), ciphertext(added)), ciphertext(removed))]),
            ),
            BabyJubJub: changes.map((_, index) => valueOf(answers[2 * index + 1]!)),
          },
        )
        return 0
      },
    })
  })

  it("have one spelling: the package takes no coordinate of r or more, in any place", async () => {
    await holdsFor({
      what: "spellings of ciphertexts",
      sides: ["SDK", "model"],
      input: fc.array(fc.oneof({ weight: 5, arbitrary: element }, { weight: 1, arbitrary: word }), {
        minLength: 4,
        maxLength: 12,
      }),
      sample: 100,
      full: 10_000,
      agree: (lists) => {
        const taken = lists.map((list) => list.length % 4 === 0 && list.every((value) => value < R))
        lists.forEach((list, index) => {
          const kind = list.length % 4 === 0 ? InvalidFieldElementError : InvalidInputError
          expect(refuses(kind, () => unflatten(list))).to.equal(!taken[index]!)
          if (taken[index]!) expect(flatten(unflatten(list))).to.deep.equal(list)
        })
        return taken.filter((is) => !is).length
      },
    })
  })

  for (const [name, ciphertexts, full] of [
    ["ballot-4", 1, 120],
    ["ballot-12", 3, 30],
  ] as const) {
    it(`are proved by ${name} with the ciphertexts that the package makes, and with no others`, async () => {
      const circuit = await CircuitSide.released(name)
      await holdsFor({
        what: `whole ballots, ${name}`,
        sides: ["SDK", "model", "circuit"],
        input: fc.record({
          options: fc.integer({ min: 2, max: 4 * ciphertexts }),
          scores: fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
          randomness: fc.array(below(ORDER), { minLength: ciphertexts, maxLength: ciphertexts }),
          key: keyPoint,
          changed: fc.option(fc.record({ place: fc.nat(4 * ciphertexts - 1), value: element }), { freq: 1 }),
        }),
        sample: ciphertexts === 1 ? 4 : 1,
        full,
        batch: 4,
        agree: async (ballots) => {
          let refused = 0
          for (const { options, scores, randomness, key, changed } of ballots) {
            const lanes = lanesFor(options, ciphertexts)
            const own = scores.slice(0, options)
            const of = { maxScore: 3, minTotal: 0, maxTotal: 36, quadratic: false }
            const made = encryptScores({ lanes, key, rule: of, ballotRule: packBallotRule(of, lanes) }, own, randomness)
            const draft = draftOf(
              ciphertexts,
              laneScores(lanes, own).map(BigInt),
              {
                used: packBallotRule(of, lanes) % 2n ** 12n,
                laneWidth: BigInt(lanes.width),
                maxScore: 3n,
                minTotal: 0n,
                maxTotal: 36n,
              },
              { key, randomness },
            )
            const shown = changed === null ? made : made.with(changed.place, changed.value)
            const inputs = { ...ballotInputs(voter, electorate, 25, draft), ciphertexts: shown }
            const answer = await circuit.answer(inputs)
            const isTrue = shown.every((value, place) => value === made[place])
            same([changed], [isTrue], { circuit: [answer !== undefined] })
            if (!isTrue) refused++
          }
          return refused
        },
      })
    })
  }
})

function valueOf(answer: { values: unknown[] } | { refused: string }): unknown {
  return "values" in answer ? answer.values[0] : answer.refused
}

/** The messages of totals, by the circuits' model. */
function inModel(lanes: Lanes, totals: readonly number[]): bigint[] {
  return Array.from({ length: lanes.ciphertexts }, (_, place) =>
    packLanes(
      totals.slice(place * lanes.perCiphertext, (place + 1) * lanes.perCiphertext).map(BigInt),
      BigInt(lanes.width),
    ),
  )
}
