import { expect } from "chai"
import { unflatten } from "../../../sdk/ballot/encryption.ts"
import { lanesFor, packScores } from "../../../sdk/ballot/lanes.ts"
import { generatorTimes, negated, pointSum, pointTimes, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import {
  AdmittedTooLateError,
  BallotProvedError,
  BallotRules,
  BallotSpoiltError,
  ClassNotAdmittedError,
  InvalidInputError,
  InvalidPointError,
  InvalidProofError,
  MalformedProofError,
  Member,
  NotInRollError,
  type Prover,
  proveBallot,
  proveMembership,
  RequirementNotMetError,
  Roll,
  Scope,
  SecretBallot,
  SlotOutOfRangeError,
  UnknownRootError,
  verify,
  verifyBallot,
  type BallotProof,
  type BallotRequirements,
  type BallotTerms,
  type MembershipProof,
  type Policy,
} from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { memberNumber, smallCommune } from "../commune.ts"
import { refused, type ErrorClass } from "../refused.ts"
import { witnessProver } from "./witness-prover.ts"

const SECRET = 1122334455667788n
const SCORES = [10, 0, 7, 3]
const TERMS: BallotTerms = {
  options: 4,
  ciphertexts: 1,
  key: generatorTimes(SECRET),
  rule: BallotRules.score({ options: 4, maxScore: 10 }),
}
const SCOPE = Scope.offChain("https://commune.example", "a new stove")
const POLICY: Policy = { classes: ["full"], admittedBy: "2025-12-31" }
const { roll } = smallCommune()
const ana = memberNumber(1)
const REQUIRED: BallotRequirements = { scope: SCOPE, policy: POLICY, root: roll.root, terms: TERMS }

const encrypted = (scores: readonly number[] = SCORES, terms: BallotTerms = TERMS): SecretBallot =>
  SecretBallot.encrypt(terms, scores)

/** What a ballot holds, for whoever has the trustees' whole secret: message * B of each ciphertext. */
function held(ciphertexts: readonly bigint[]): Point[] {
  return unflatten(ciphertexts).map(({ first, second }) => pointSum(second, negated(pointTimes(SECRET, first))))
}

/** A copy with one thing changed; `change` gets the copy. */
function altered(proof: BallotProof, change: (copy: BallotProof) => void): BallotProof {
  const copy = structuredClone(proof)
  change(copy)
  return copy
}

describe("the proof of a ballot", () => {
  let ballot: SecretBallot
  let proof: BallotProof

  before(async () => {
    ballot = encrypted()
    proof = await proveBallot(ana, roll, { scope: SCOPE, policy: POLICY, ballot, sequence: 7 })
  })

  it("survives JSON, and says who may not vote twice, and the ciphertexts, which open to the scores", async () => {
    const sent = JSON.parse(JSON.stringify(proof)) as BallotProof
    expect(sent.circuit).to.equal("ballot-4")
    const verified = await verifyBallot(sent, REQUIRED)
    const { ciphertexts } = ballot
    expect(verified).to.deep.equal({
      nullifier: ana.nullifier(SCOPE.value),
      sequence: 7n,
      ciphertexts: [...ciphertexts],
    })
    expect(held(verified.ciphertexts)).to.deep.equal(packScores(lanesFor(4, 1), SCORES).map(generatorTimes))
  })

  it("shows nothing of the scores: its signals are the same for a blank ballot but for the ciphertexts", async () => {
    const other = encrypted([0, 0, 0, 0])
    const blank = await proveBallot(ana, roll, { scope: SCOPE, policy: POLICY, ballot: other, sequence: 7 })
    const { ciphertexts } = await verifyBallot(blank, REQUIRED)
    expect(held(ciphertexts)).to.deep.equal([generatorTimes(0n)])
    for (const [name, value] of Object.entries(blank.signals)) {
      if (name.startsWith("ciphertexts")) expect(value, name).to.not.equal(proof.signals[name])
      else expect(value, name).to.equal(proof.signals[name])
    }
  })

  it("is of the larger circuit for three ciphertexts", async () => {
    const scores = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2]
    const rule = BallotRules.quadratic({ credits: 290 })
    const terms: BallotTerms = { ...TERMS, options: 12, ciphertexts: 3, rule }
    const proved = await proveBallot(ana, roll, {
      scope: SCOPE,
      policy: POLICY,
      ballot: encrypted(scores, terms),
      sequence: 2n ** 64n - 1n,
    })
    expect(proved.circuit).to.equal("ballot-12")
    const { ciphertexts, sequence } = await verifyBallot(proved, { ...REQUIRED, terms })
    expect(sequence).to.equal(2n ** 64n - 1n)
    expect(held(ciphertexts)).to.deep.equal(packScores(lanesFor(12, 3), scores).map(generatorTimes))
    const error = await refused(() => verifyBallot(proved, REQUIRED), RequirementNotMetError, "1 ciphertext")
    expect(error.signal).to.equal("circuit")
  })

  it("is taken at a root that the roll knows, where no root is frozen", async () => {
    const { nullifier } = await verifyBallot(proof, { ...REQUIRED, root: undefined, roll })
    expect(nullifier).to.equal(ana.nullifier(SCOPE.value))
    const strangers = Roll.of([{ commitment: Member.create().commitment, class: "full", admitted: "2024-03-01" }])
    const elsewhere = { ...REQUIRED, root: undefined, roll: strangers }
    await refused(() => verifyBallot(proof, elsewhere), UnknownRootError, "roll")
  })

  it("is taken at no other root than the frozen one, though the roll knows it", async () => {
    const later = Roll.of([{ commitment: ana.commitment, class: "full", admitted: "2024-03-01" }])
    for (const required of [{ root: later.root }, { root: later.root, roll }]) {
      const error = await refused(() => verifyBallot(proof, { ...REQUIRED, ...required }), RequirementNotMetError)
      expect(error.signal).to.equal("root")
    }
    await verifyBallot(proof, { ...REQUIRED, roll: later })
  })

  it("is taken by nobody who requires neither root nor roll, or root 0", async () => {
    await refused(() => verifyBallot(proof, { ...REQUIRED, root: undefined }), InvalidInputError, "root")
    await refused(() => verifyBallot(proof, { ...REQUIRED, root: 0 }), InvalidInputError, "root")
  })

  for (const [what, other, signal] of [
    ["in another scope", { scope: Scope.offChain("https://commune.example", "an old stove") }, "scope"],
    ["of other classes", { policy: { ...POLICY, classes: ["worker"] } }, "policy"],
    ["of members admitted earlier", { policy: { ...POLICY, admittedBy: "2025-12-30" } }, "policy"],
    ["with two uses", { policy: { ...POLICY, uses: 2 } }, "policy"],
    ["under another key", { terms: { ...TERMS, key: generatorTimes(SECRET + 1n) } }, "key[0]"],
    ["under the opposite key", { terms: { ...TERMS, key: negated(TERMS.key) } }, "key[0]"],
    ["with another maximum", { terms: { ...TERMS, rule: { ...TERMS.rule, maxScore: 9 } } }, "ballotRule"],
    ["with another total", { terms: { ...TERMS, rule: { ...TERMS.rule, maxTotal: 39 } } }, "ballotRule"],
    ["counted by squares", { terms: { ...TERMS, rule: { ...TERMS.rule, quadratic: true } } }, "ballotRule"],
    ["with fewer options", { terms: { ...TERMS, options: 3 } }, "ballotRule"],
    ["in three ciphertexts", { terms: { ...TERMS, ciphertexts: 3 } }, "circuit"],
  ] as const) {
    it(`is refused where one ${what} is required`, async () => {
      const error = await refused(() => verifyBallot(proof, { ...REQUIRED, ...other }), RequirementNotMetError, signal)
      expect(error.signal).to.equal(signal)
    })
  }

  it("does not hold where an altered one says what is required", async () => {
    const other = Scope.offChain("https://commune.example", "an old stove")
    const key = generatorTimes(SECRET + 1n)
    for (const [required, values] of [
      [{ scope: other }, { scope: other.value }],
      [{ root: roll.root + 1n }, { root: roll.root + 1n }],
      [{ policy: { ...POLICY, uses: 2 } }, { policy: BigInt(proof.signals["policy"] as string) + (1n << 36n) }],
      [{ terms: { ...TERMS, key } }, { "key[0]": key[0], "key[1]": key[1] }],
      [
        { terms: { ...TERMS, rule: { ...TERMS.rule, maxScore: 9 } } },
        { ballotRule: BigInt(proof.signals["ballotRule"] as string) - (1n << 18n) },
      ],
    ] as [Partial<BallotRequirements>, Record<string, bigint>][]) {
      const changed = altered(proof, ({ signals }) => {
        for (const [name, value] of Object.entries(values)) signals[name] = String(value)
      })
      await refused(() => verifyBallot(changed, { ...REQUIRED, ...required }), InvalidProofError)
    }
  })

  it("is refused where the requirements themselves are none", async () => {
    const required = (terms: Partial<BallotTerms>) => () =>
      verifyBallot(proof, { ...REQUIRED, terms: { ...TERMS, ...terms } })
    await refused(required({ key: [0n, 1n] }), InvalidPointError)
    await refused(required({ key: [TERMS.key[0], TERMS.key[1] + FIELD_ORDER] }), InvalidPointError)
    await refused(required({ rule: { ...TERMS.rule, maxScore: 0 } }), InvalidInputError, "maxScore")
  })

  for (const [name, expected] of [
    ["nullifier", InvalidProofError],
    ["root", RequirementNotMetError],
    ["scope", RequirementNotMetError],
    ["policy", RequirementNotMetError],
    ["key[0]", RequirementNotMetError],
    ["key[1]", RequirementNotMetError],
    ["ballotRule", RequirementNotMetError],
    ["sequence", InvalidProofError],
    ["ciphertexts[0][0]", InvalidProofError],
    ["ciphertexts[0][1]", InvalidProofError],
    ["ciphertexts[0][2]", InvalidProofError],
    ["ciphertexts[0][3]", InvalidProofError],
  ] as [string, ErrorClass][]) {
    it(`is refused with another ${name}`, async () => {
      const value = BigInt(proof.signals[name] as string)
      // One more or less than a coordinate is off the curve.
      for (const wrong of [value + 1n, value - 1n, 0n]) {
        const changed = altered(proof, ({ signals }) => (signals[name] = String(wrong)))
        await refused(() => verifyBallot(changed, REQUIRED), expected)
      }
      const beyond = altered(proof, ({ signals }) => (signals[name] = String(value + FIELD_ORDER)))
      await refused(() => verifyBallot(beyond, REQUIRED), MalformedProofError, name)
      const missing = altered(proof, ({ signals }) => Reflect.deleteProperty(signals, name))
      await refused(() => verifyBallot(missing, REQUIRED), MalformedProofError, name)
    })
  }

  it("is refused with points of small order, with their sums, or with another's ciphertexts", async () => {
    const { notKeys } = loadVectors("point")
    const [first, second] = unflatten(ballot.ciphertexts).flatMap((each) => [each.first, each.second]) as [Point, Point]
    const small = notKeys.filter(({ why }) => /^(identity|order (two|four|eight))$/.test(why)).map(({ point }) => point)
    const canonical = notKeys.map(({ point }) => point).filter((point) => point.every((each) => each < FIELD_ORDER))
    const places: [Point, Point][] = [
      ...canonical.flatMap((point) => [[point, second] as [Point, Point], [first, point] as [Point, Point]]),
      ...small.slice(1).map((point) => [pointSum(first, point), second] as [Point, Point]),
      ...small.slice(1).map((point) => [first, pointSum(second, point)] as [Point, Point]),
      // One more vote for the first option, by adding B.
      [first, pointSum(second, generatorTimes(1n))],
      [second, first],
    ]
    const { ciphertexts } = encrypted()
    places.push([
      [ciphertexts[0]!, ciphertexts[1]!],
      [ciphertexts[2]!, ciphertexts[3]!],
    ])
    for (const points of places) {
      const changed = altered(proof, ({ signals }) => {
        for (const [place, value] of points.flat().entries()) signals[`ciphertexts[0][${place}]`] = String(value)
      })
      await refused(() => verifyBallot(changed, REQUIRED), InvalidProofError)
    }
  })

  it("is refused with other points of the proof, as the larger circuit's, or as no proof", async () => {
    const exchanged = altered(proof, ({ proof }) => ([proof.a, proof.c] = [proof.c, proof.a]))
    await refused(() => verifyBallot(exchanged, REQUIRED), InvalidProofError, "ballot-4")
    const renamed = altered(proof, (copy) => (copy.circuit = "ballot-12"))
    await refused(() => verifyBallot(renamed, REQUIRED), MalformedProofError, "ciphertexts[1][0]")
    await refused(() => verifyBallot({} as BallotProof, REQUIRED), MalformedProofError)
  })

  it("does not stand for a membership proof, nor one for it", async () => {
    const membership = await proveMembership(ana, roll, { scope: SCOPE, policy: POLICY })
    const stranger = membership as unknown as BallotProof
    const error = await refused(() => verifyBallot(stranger, REQUIRED), RequirementNotMetError, "membership")
    expect(error.signal).to.equal("circuit")
    const posing = proof as unknown as MembershipProof
    await refused(() => verify(posing, { scope: SCOPE, policy: POLICY, roll }), RequirementNotMetError, "ballot-4")
  })

  it("keeps the ballot shut for ever", () => refused(() => ballot.challenge(), BallotProvedError, "opened"))
})

describe("proveBallot", () => {
  let witness: Prover
  /** Where nothing can be proved: what is refused here is refused before. */
  const options = { scope: SCOPE, policy: POLICY, sequence: 1, artifacts: "no-such-folder" }

  before(async () => {
    witness = await witnessProver("ballot-4", 12)
  })

  it("refuses a spoilt ballot before proving", async () => {
    const ballot = encrypted()
    ballot.challenge()
    await refused(() => proveBallot(ana, roll, { ...options, ballot }), BallotSpoiltError)
  })

  it("refuses a challenge while it proves", async () => {
    const ballot = encrypted()
    let release = (): void => undefined
    const begun = new Promise<void>((resolve) => {
      const prove = async (...input: Parameters<Prover["prove"]>) => {
        resolve()
        await new Promise<void>((done) => (release = done))
        return witness.prove(...input)
      }
      const slow = { circuit: "ballot-4", prove } as unknown as Prover
      void proveBallot(ana, roll, { ...options, ballot, prover: slow })
    })
    await begun
    await refused(() => ballot.challenge(), BallotProvedError)
    release()
  })

  it("leaves a ballot to be challenged where its voter was refused", async () => {
    const ballot = encrypted()
    for (const [member, expected] of [
      [Member.create(), NotInRollError],
      [memberNumber(4), ClassNotAdmittedError],
      [memberNumber(7), AdmittedTooLateError],
    ] as [Member, ErrorClass][])
      await refused(() => proveBallot(member, roll, { ...options, ballot }), expected)
    expect(ballot.challenge().scores).to.deep.equal(SCORES)
  })

  for (const sequence of [-1, -1n, 2n ** 64n, 2 ** 64, 1.5, Number.NaN, "7" as unknown as number]) {
    it(`refuses the sequence ${String(sequence)}${typeof sequence === "bigint" ? "n" : ""}, and the ballot stays as it was`, async () => {
      const ballot = encrypted()
      await refused(() => proveBallot(ana, roll, { ...options, ballot, sequence }), InvalidInputError, "sequence")
      ballot.challenge()
    })
  }

  it("refuses a ballot of another voter or poll: equal ciphertexts would show equal votes", async () => {
    const ballot = encrypted()
    const proved = { ...options, ballot, prover: witness }
    await proveBallot(ana, roll, proved)
    const other = Scope.offChain("https://commune.example", "an old stove")
    await refused(() => proveBallot(memberNumber(2), roll, proved), BallotProvedError, "another voter")
    await refused(() => proveBallot(ana, roll, { ...proved, scope: other }), BallotProvedError, "another poll")
    const policy = { ...POLICY, uses: 2 }
    await refused(() => proveBallot(ana, roll, { ...proved, policy, slot: 1 }), BallotProvedError)
    const again = await proveBallot(ana, roll, { ...proved, sequence: 2 })
    expect(again.signals["sequence"]).to.equal("2")
  })

  it("takes slot 0, or the one that is asked for, and votes again there", async () => {
    const policy = { ...POLICY, uses: 3 }
    const first = { ...options, policy, prover: witness }
    const { signals } = await proveBallot(ana, roll, { ...first, ballot: encrypted() })
    expect(signals["nullifier"]).to.equal(String(ana.nullifier(SCOPE.value, 0)))
    const third = await proveBallot(ana, roll, { ...first, ballot: encrypted(), slot: 2 })
    expect(third.signals["nullifier"]).to.equal(String(ana.nullifier(SCOPE.value, 2)))
    await refused(() => proveBallot(ana, roll, { ...first, ballot: encrypted(), slot: 3 }), SlotOutOfRangeError)
  })

  it("refuses a warm prover of another circuit", async () => {
    const wide = encrypted(SCORES, { ...TERMS, ciphertexts: 3 })
    const prover = { ...options, prover: witness }
    await refused(() => proveBallot(ana, roll, { ...prover, ballot: wide }), InvalidInputError, "ballot-4", "ballot-12")
  })

  it("gives the circuit every rule and layout as it wants them", async () => {
    const large = await witnessProver("ballot-12", 20)
    for (const [options, ciphertexts, rule, scores] of [
      [2, 1, BallotRules.choice(), [0, 1]],
      [3, 1, BallotRules.approval({ options: 3, most: 2 }), [1, 0, 1]],
      [4, 1, BallotRules.points({ points: 10 }), [1, 2, 3, 4]],
      [4, 1, BallotRules.score({ options: 4, maxScore: 255 }), [255, 255, 255, 255]],
      [2, 3, BallotRules.budget({ budget: 300 }), [255, 45]],
      [5, 3, BallotRules.quadratic({ credits: 99 }), [9, 0, 4, 1, 1]],
      [8, 3, BallotRules.choice(), [0, 0, 0, 0, 0, 0, 0, 1]],
      [12, 3, BallotRules.quadratic({ credits: 780300 }), new Array<number>(12).fill(255)],
      [12, 3, BallotRules.points({ points: 10 }), new Array<number>(12).fill(0)],
    ] as [number, number, BallotTerms["rule"], number[]][]) {
      const ballot = encrypted(scores, { ...TERMS, options, ciphertexts, rule })
      const prover = ciphertexts === 1 ? witness : large
      const { signals } = await proveBallot(ana, roll, { scope: SCOPE, policy: POLICY, ballot, sequence: 0, prover })
      const shown = Object.entries(signals).filter(([name]) => name.startsWith("ciphertexts"))
      expect(shown.map(([, value]) => BigInt(value))).to.deep.equal([...ballot.ciphertexts])
    }
  })
})
