import { expect } from "chai"
import { inspect } from "node:util"
import { unflatten } from "../../../sdk/ballot/encryption.ts"
import { lanesFor, packScores } from "../../../sdk/ballot/lanes.ts"
import { witnessOf } from "../../../sdk/ballot/secret-ballot.ts"
import {
  generatorTimes,
  negated,
  pointSum,
  pointTimes,
  SUBGROUP_ORDER,
  type Point,
} from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { reduce } from "../../../sdk/crypto/random.ts"
import {
  ballotCode,
  BallotOpeningError,
  BallotProvedError,
  BallotRuleError,
  BallotRules,
  BallotSpoiltError,
  checkOpening,
  InvalidFieldElementError,
  InvalidInputError,
  InvalidPointError,
  SecretBallot,
  type BallotOpening,
  type BallotTerms,
} from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { withRandomBytes } from "../random-bytes.ts"
import { refused } from "../refused.ts"

const SECRET = 987654321987654321n
const TERMS: BallotTerms = {
  options: 4,
  ciphertexts: 1,
  key: generatorTimes(SECRET),
  rule: BallotRules.score({ options: 4, maxScore: 9 }),
}
const SCORES = [0, 9, 3, 7]
const VOTER = 11n

/** What a ballot holds, for whoever has the trustees' whole secret: message * B of each ciphertext. */
function held(ciphertexts: readonly bigint[]): Point[] {
  return unflatten(ciphertexts).map(({ first, second }) => pointSum(second, negated(pointTimes(SECRET, first))))
}

describe("a secret ballot", () => {
  it("holds the scores, in one ciphertext or three", () => {
    for (const [options, ciphertexts, scores] of [
      [4, 1, SCORES],
      [4, 3, SCORES],
      [12, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2]],
      [7, 3, [0, 0, 0, 0, 0, 0, 0]],
    ] as const) {
      const rule = BallotRules.score({ options, maxScore: 9 })
      const ballot = SecretBallot.encrypt({ ...TERMS, options, ciphertexts, rule }, scores)
      const messages = packScores(lanesFor(options, ciphertexts), scores)
      expect(held(ballot.ciphertexts)).to.deep.equal(messages.map(generatorTimes))
    }
  })

  it("has nothing in common with another one of the same scores", () => {
    const blank = [0, 0, 0, 0]
    for (const scores of [SCORES, blank]) {
      const wide = { ...TERMS, ciphertexts: 3 }
      const [first, second] = [SecretBallot.encrypt(wide, scores), SecretBallot.encrypt(wide, scores)]
      const numbers = [...first.ciphertexts, ...second.ciphertexts]
      expect(new Set(numbers).size).to.equal(24)
      expect(first.code).to.not.equal(second.code)
      const randomness = [...first.challenge().randomness, ...second.challenge().randomness]
      expect(new Set(randomness).size).to.equal(6)
    }
  })

  it("shows its ciphertexts alone, however it is shown", () => {
    const ballot = SecretBallot.encrypt(TERMS, [0, 9, 3, 0])
    const { score, randomness } = witnessOf(ballot, VOTER)
    expect(score).to.deep.equal([0, 9, 3, 0])
    const shown = [
      inspect(ballot, { depth: null, showHidden: true }),
      JSON.stringify(ballot),
      inspect(structuredClone(ballot), { depth: null }),
      inspect(Object.assign({}, ballot)),
    ]
    for (const text of shown) {
      for (const secret of randomness) expect(text).to.not.include(secret.toString())
      expect(text).to.not.match(/score|random|terms|rule/i)
      expect(text).to.not.match(/\b[39]n?\b/)
    }
    expect(JSON.parse(JSON.stringify(ballot))).to.deep.equal({ ciphertexts: ballot.ciphertexts.map(String) })
    expect(Object.keys(ballot)).to.deep.equal(["ciphertexts"])
  })

  it("cannot be changed from outside", () => {
    const scores = [...SCORES]
    const key: [bigint, bigint] = [...TERMS.key] as never
    const rule = { ...TERMS.rule }
    const ballot = SecretBallot.encrypt({ ...TERMS, key, rule }, scores)
    scores[0] = 9
    key[0] = 0n
    rule.maxScore = 255
    expect(() => ((ballot.ciphertexts as bigint[])[0] = 1n)).to.throw(TypeError)
    const witness = witnessOf(ballot, VOTER)
    expect(witness.score).to.deep.equal(SCORES)
    expect([witness.terms.key, witness.terms.rule]).to.deep.equal([TERMS.key, TERMS.rule])
  })

  it("takes its randomness from the platform alone, 64 bytes for each ciphertext", () => {
    let randomness: readonly bigint[] = []
    const asked = withRandomBytes(
      (call) => call,
      () => ({ randomness } = witnessOf(SecretBallot.encrypt({ ...TERMS, ciphertexts: 3 }, SCORES), VOTER)),
    )
    // The curve's library blinds its products with some more.
    expect(asked.slice(0, 3)).to.deep.equal([64, 64, 64])
    const bytes = [1, 2, 3].map((value) => reduce(new Uint8Array(64).fill(value), SUBGROUP_ORDER))
    expect(randomness).to.deep.equal(bytes)
    expect(SecretBallot.encrypt.length).to.equal(2)
  })

  for (const { why, point } of loadVectors("point").notKeys) {
    it(`is not encrypted under a key that is none: ${why}`, () =>
      refused(() => SecretBallot.encrypt({ ...TERMS, key: point }, SCORES), InvalidPointError, "key"))
  }

  it("is not encrypted where the scores break the rule, or the terms are none", async () => {
    await refused(() => SecretBallot.encrypt(TERMS, [0, 10, 0, 0]), BallotRuleError, "0 to 9")
    await refused(() => SecretBallot.encrypt(TERMS, [1, 0, 0]), BallotRuleError, "4 options")
    await refused(() => SecretBallot.encrypt({ ...TERMS, options: 5 }, SCORES), InvalidInputError, "options")
    await refused(() => SecretBallot.encrypt({ ...TERMS, ciphertexts: 2 }, SCORES), InvalidInputError, "ciphertexts")
    const rule = { ...TERMS.rule, maxScore: 300 }
    await refused(() => SecretBallot.encrypt({ ...TERMS, rule }, SCORES), InvalidInputError, "maxScore")
  })
})

describe("a challenged ballot", () => {
  it("opens, on another device, to the scores that its voter chose: by code or ciphertexts", () => {
    for (const ciphertexts of [1, 3]) {
      const terms = { ...TERMS, ciphertexts }
      const ballot = SecretBallot.encrypt(terms, SCORES)
      const noted = ballot.code
      const shown = JSON.parse(JSON.stringify(ballot)) as { ciphertexts: string[] }
      const opening = JSON.parse(JSON.stringify(ballot.challenge())) as BallotOpening
      for (const committed of [noted, ballot.ciphertexts, shown.ciphertexts])
        expect(checkOpening(terms, committed, opening)).to.deep.equal(SCORES)
      expect(ballot.challenge()).to.deep.equal(opening)
    }
  })

  it("can never be proved", async () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    ballot.challenge()
    await refused(() => witnessOf(ballot, VOTER), BallotSpoiltError, "opened")
  })

  it("is not opened once a proof was begun: it would be a receipt", async () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    witnessOf(ballot, VOTER)
    for (let time = 0; time < 2; time++) await refused(() => ballot.challenge(), BallotProvedError, "opened")
    // A failed challenge spoils nothing.
    expect(witnessOf(ballot, VOTER).score).to.deep.equal(SCORES)
  })

  it("is proved again for its voter and poll, and for no others", async () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    expect(witnessOf(ballot, VOTER)).to.deep.equal(witnessOf(ballot, VOTER))
    const error = await refused(() => witnessOf(ballot, VOTER + 1n), BallotProvedError, "another voter")
    expect(error.message).to.not.include(String(VOTER))
  })

  it("gives an opening that changes nothing in it when it is changed", () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    const opening = ballot.challenge()
    opening.scores[0] = 9
    opening.randomness[0] = "1"
    expect(checkOpening(TERMS, ballot.code, ballot.challenge())).to.deep.equal(SCORES)
  })
})

describe("checking an opening", () => {
  const ballot = SecretBallot.encrypt(TERMS, SCORES)
  const { code, ciphertexts } = ballot
  const opening = ballot.challenge()
  const fails = (changed: unknown, ...named: string[]) =>
    refused(() => checkOpening(TERMS, code, changed as BallotOpening), BallotOpeningError, ...named)

  it("finds a device that encrypted other scores", async () => {
    const cheat = SecretBallot.encrypt(TERMS, [9, 0, 0, 0])
    const noted = [cheat.code, cheat.ciphertexts]
    const { randomness } = cheat.challenge()
    for (const committed of noted)
      await refused(() => checkOpening(TERMS, committed, { scores: SCORES, randomness }), BallotOpeningError, "else")
  })

  it("finds every other score and randomness", async () => {
    for (const place of SCORES.keys()) {
      const scores = SCORES.with(place, (SCORES[place]! + 1) % 10)
      await fails({ ...opening, scores }, "something else")
    }
    const [value] = opening.randomness.map(BigInt) as [bigint]
    for (const other of [value + 1n, value - 1n, SUBGROUP_ORDER - value])
      await fails({ ...opening, randomness: [String(other)] }, "something else")
  })

  it("compares every number of the ciphertexts", async () => {
    for (const place of ciphertexts.keys()) {
      const changed = ciphertexts.with(place, ciphertexts[place]! ^ 1n)
      await refused(() => checkOpening(TERMS, changed, opening), BallotOpeningError, "something else")
    }
    for (const cut of [[], ciphertexts.slice(0, 3), [...ciphertexts, 0n]])
      await refused(() => checkOpening(TERMS, cut, opening), BallotOpeningError)
    const beyond = ciphertexts.with(0, ciphertexts[0]! + FIELD_ORDER)
    await refused(() => checkOpening(TERMS, beyond, opening), InvalidFieldElementError)
  })

  it("finds a ballot under another key", async () => {
    const terms = { ...TERMS, key: generatorTimes(SECRET + 1n) }
    await refused(() => checkOpening(terms, code, opening), BallotOpeningError, "something else")
    await refused(() => checkOpening({ ...TERMS, key: [0n, 1n] }, code, opening), InvalidPointError)
  })

  it("finds scores that the poll does not permit, though they are what was encrypted", async () => {
    const rule = BallotRules.score({ options: 4, maxScore: 8 })
    await refused(() => checkOpening({ ...TERMS, rule }, code, opening), BallotOpeningError, "rule")
    await fails({ ...opening, scores: [0, 9, 3] }, "rule")
  })

  it("refuses randomness that is none", async () => {
    const [value] = opening.randomness as [string]
    const others = [
      "0",
      String(SUBGROUP_ORDER),
      String(BigInt(value) + SUBGROUP_ORDER),
      `0${value}`,
      `-${value}`,
      "",
      BigInt(value),
    ]
    for (const other of others) await fails({ ...opening, randomness: [other] }, "randomness")
    await fails({ ...opening, randomness: [] }, "0 ciphertexts")
    await fails({ ...opening, randomness: [value, value] }, "2 ciphertexts")
  })

  it("refuses what is no opening", async () => {
    for (const other of [undefined, null, {}, "opening", { scores: SCORES }, { randomness: opening.randomness }])
      await fails(other, "no scores")
  })
})

describe("a ballot's code", () => {
  const { ciphertexts } = loadVectors("ballot").tallies[0]!.ballots[0]!

  it("is five groups of five, and the same for every spelling of the ciphertexts", () => {
    const code = ballotCode(ciphertexts)
    // Written down once: notes on paper outlive versions of this package.
    expect(code).to.equal("AQ9KD-G3WBS-0NWW2-GDTQC-ZDZDH")
    expect(ballotCode([0n, 1n, 0n, 1n])).to.equal("9MMVC-4F0RD-M3QAJ-X71H0-DPARY")
    expect(code).to.match(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(ballotCode(ciphertexts.map(String))).to.equal(code)
  })

  it("is another one for every other number", () => {
    const codes = ciphertexts.map((value, place) => ballotCode(ciphertexts.with(place, value ^ 1n)))
    expect(new Set([ballotCode(ciphertexts), ...codes]).size).to.equal(1 + ciphertexts.length)
    expect(ballotCode([0n, 1n])).to.not.equal(ballotCode([1n, 0n]))
  })

  it("is understood however it was copied", () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    const { code } = ballot
    const opening = ballot.challenge()
    const spellings = [
      code.toLowerCase(),
      code.replaceAll("-", ""),
      code.replaceAll("-", "  "),
      ` ${code}\n`,
      code.replaceAll("0", "O").replaceAll("1", "l"),
      code.replaceAll("1", "I"),
    ]
    for (const typed of spellings) expect(checkOpening(TERMS, typed, opening)).to.deep.equal(SCORES)
  })

  it("is refused in part, or with other characters", async () => {
    const ballot = SecretBallot.encrypt(TERMS, SCORES)
    const { code } = ballot
    const opening = ballot.challenge()
    for (const typed of [
      "",
      code.slice(0, 5),
      code.slice(1),
      `${code}0`,
      code.replace(/^./, "U"),
      code.replace(/^./, "*"),
    ])
      await refused(() => checkOpening(TERMS, typed, opening), InvalidInputError, "code")
    const wrong = code.replace(/.$/, (last) => (last === "7" ? "8" : "7"))
    await refused(() => checkOpening(TERMS, wrong, opening), BallotOpeningError)
  })
})
