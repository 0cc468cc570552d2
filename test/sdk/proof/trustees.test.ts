import { expect } from "chai"
import { deal, type DealingTerms } from "../../../sdk/ballot/dealing.ts"
import { addCiphertexts, encrypt } from "../../../sdk/ballot/encryption.ts"
import { secretShareOf } from "../../../sdk/ballot/key-share.ts"
import { dealingContext } from "../../../sdk/ballot/seat.ts"
import { dealingSecretsOf } from "../../../sdk/ballot/trustee.ts"
import { generatorTimes, IDENTITY, pointSum, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { randomScalar } from "../../../sdk/crypto/random.ts"
import {
  combineParts,
  committeeKey,
  InvalidInputError,
  InvalidPointError,
  InvalidProofError,
  lanesFor,
  MalformedProofError,
  openTally,
  polynomialHash,
  proveDealing,
  proveDecryption,
  Prover,
  RequirementNotMetError,
  shareKeyOf,
  TooFewPartsError,
  verifyDealing,
  verifyDecryption,
  type DealingProof,
  type DealtBy,
  type DecryptionProof,
  type Proof,
  type TrusteeParts,
} from "../../../sdk/index.ts"
import { dealingsOf, seatNumber, subsets, termsOf, trusteeNumber } from "../ballot/committee-scene.ts"
import { refused } from "../refused.ts"
import { witnessProver } from "./witness-prover.ts"

const SMALL: Point = [0n, FIELD_ORDER - 1n]
const DEAL_5_SIGNALS = 29
const DEAL_9_SIGNALS = 49

/** A copy with one signal changed. */
function altered<Kind extends Proof>(proof: Kind, name: string, change = (value: bigint) => value + 1n): Kind {
  const copy = structuredClone(proof)
  copy.signals[name] = String(change(BigInt(copy.signals[name]!)))
  return copy
}

describe("the proof of a dealing", () => {
  const terms = termsOf(5, 3, [4])
  const required = { seat: seatNumber(2), terms }
  let proof: DealingProof

  before(async () => {
    proof = await proveDealing(trusteeNumber(2), seatNumber(2), terms)
  })

  it("survives JSON, and says what was dealt and nothing more", async () => {
    const sent = JSON.parse(JSON.stringify(proof)) as DealingProof
    const dealt = await verifyDealing(sent, required)
    const { salt, ...dealing } = trusteeNumber(2).dealing(seatNumber(2), terms)
    expect(dealt).to.deep.equal(dealing)
    expect(polynomialHash(seatNumber(2), dealt.commitments, salt)).to.equal(
      trusteeNumber(2).commitment(seatNumber(2), 3),
    )
    expect(Object.keys(sent.signals).length).to.equal(DEAL_5_SIGNALS)
    const { coefficients, ephemeral } = dealingSecretsOf(trusteeNumber(2), seatNumber(2), terms)
    for (const secret of [...coefficients, ephemeral, salt]) expect(JSON.stringify(sent)).to.not.include(String(secret))
  })

  it("is refused with any signal of what was dealt altered", async () => {
    for (const name of [
      "commitments[0][0]",
      "commitments[2][1]",
      "ephemeralKey[0]",
      "encryptedShares[0]",
      "encryptedShares[3]",
    ])
      await refused(() => verifyDealing(altered(proof, name), required), InvalidProofError, "deal-5")
    const beyond = altered(proof, "encryptedShares[0]", (value) => value + FIELD_ORDER)
    await refused(() => verifyDealing(beyond, required), MalformedProofError)
  })

  const [first, ...others] = terms.recipients
  const changedTerms = (changed: Partial<DealingTerms>) => ({ seat: seatNumber(2), terms: { ...terms, ...changed } })
  for (const [what, other, signal] of [
    ["another trustee", { seat: seatNumber(1), terms }, "context"],
    ["another committee", { seat: seatNumber(2, 2), terms }, "context"],
    ["a lower threshold", changedTerms({ threshold: 2 }), "commitments[2]"],
    ["another recipient's key", changedTerms({ recipients: [generatorTimes(9n), ...others] }), "recipientKeys[0]"],
    ["another set of recipients", changedTerms({ recipients: [undefined, ...others] }), "recipients"],
    ["a smaller committee", changedTerms({ recipients: [first, ...others.slice(0, 2)] }), "recipients"],
    ["a larger committee", { seat: seatNumber(2), terms: termsOf(6, 3, [4]) }, "circuit"],
  ] as const) {
    it(`is refused where one of ${what} is required`, async () => {
      const error = await refused(() => verifyDealing(proof, other), RequirementNotMetError)
      expect(error.signal).to.equal(signal)
    })
  }

  it("is refused where it adds nothing to the key", async () => {
    const none = altered(
      altered(proof, "commitments[0][0]", () => 0n),
      "commitments[0][1]",
      () => 1n,
    )
    const error = await refused(() => verifyDealing(none, required), RequirementNotMetError)
    expect(error.signal).to.equal("commitments[0]")
  })

  it("is asked for terms that can be", async () => {
    await refused(() => verifyDealing(proof, changedTerms({ threshold: 1 })), InvalidInputError, "threshold")
    await refused(() => verifyDealing(proof, changedTerms({ recipients: [SMALL, ...others] })), InvalidPointError)
  })
})

describe("proveDealing", () => {
  it("gives circuits what they take, for any committee, and they compute the same dealing", async () => {
    const provers = {
      5: await witnessProver("deal-5", DEAL_5_SIGNALS),
      9: await witnessProver("deal-9", DEAL_9_SIGNALS),
    }
    for (const [size, threshold, missing] of [
      [2, 2, []],
      [5, 5, []],
      [5, 2, [1, 5]],
      [6, 4, [2]],
      [9, 9, []],
    ] as const) {
      const terms = termsOf(size, threshold, missing)
      for (const dealer of [3, 2, size].filter((each) => terms.recipients[each - 1] !== undefined).slice(0, 1)) {
        const places = size > 5 ? 9 : 5
        const seat = seatNumber(dealer)
        const { signals } = await proveDealing(trusteeNumber(dealer), seat, terms, { prover: provers[places] })
        const dealing = deal(dealingSecretsOf(trusteeNumber(dealer), seat, terms), dealingContext(seat), terms)
        const padded = <Value>(values: readonly Value[], filling: Value) =>
          Array.from({ length: places }, (_, place) => values[place] ?? filling)
        const expected = [
          ...padded(dealing.commitments, IDENTITY).flat(),
          ...dealing.ephemeralKey,
          ...padded(dealing.encryptedShares, 0n),
        ]
        expect(Object.values(signals).slice(0, expected.length), `${threshold} of ${size}`).to.deep.equal(
          expected.map(String),
        )
      }
    }
  })

  it("refuses before proving what the trustee would not deal", () =>
    refused(
      () => proveDealing(trusteeNumber(1), seatNumber(2), termsOf(5, 3), { artifacts: "no-such-folder" }),
      InvalidInputError,
      "recipients[1]",
    ))
})

describe("the proof of a partial decryption", () => {
  const dealings = dealingsOf([1, 2, 3], termsOf(5, 3))
  const share = trusteeNumber(4).shareFrom(seatNumber(4), dealings)
  const point = generatorTimes(12345n)
  const required = { shareKey: shareKeyOf(dealings, 4), point }
  let proof: DecryptionProof

  before(async () => {
    proof = await proveDecryption(share, point)
  })

  it("survives JSON, and says the part and nothing more", async () => {
    const sent = JSON.parse(JSON.stringify(proof)) as DecryptionProof
    const [part] = share.decryptionOf([{ first: point, second: IDENTITY }])
    expect(await verifyDecryption(sent, required)).to.deep.equal(part)
    expect(Object.keys(sent.signals).length).to.equal(6)
    expect(JSON.stringify(sent)).to.not.include(String(secretShareOf(share)))
  })

  it("is refused with another part", async () => {
    for (const name of ["part[0]", "part[1]"])
      await refused(() => verifyDecryption(altered(proof, name), required), InvalidProofError, "decrypt")
    const wrong = pointSum(share.decryptionOf([{ first: point, second: IDENTITY }])[0]!, generatorTimes(1n))
    const changed = altered(
      altered(proof, "part[0]", () => wrong[0]),
      "part[1]",
      () => wrong[1],
    )
    await refused(() => verifyDecryption(changed, required), InvalidProofError)
  })

  it("is refused where another trustee's or another sum's is required, or another kind of proof", async () => {
    const otherKey = { ...required, shareKey: shareKeyOf(dealings, 5) }
    const otherPoint = { ...required, point: generatorTimes(12346n) }
    expect((await refused(() => verifyDecryption(proof, otherKey), RequirementNotMetError)).signal).to.include(
      "shareKey",
    )
    expect((await refused(() => verifyDecryption(proof, otherPoint), RequirementNotMetError)).signal).to.include(
      "point",
    )
    const passedOff = { ...proof, circuit: "membership", signals: {} } as unknown as DecryptionProof
    await refused(() => verifyDecryption(passedOff, required), MalformedProofError)
    for (const { signals, key } of [
      { signals: "shareKey", key: otherKey.shareKey },
      { signals: "point", key: otherPoint.point },
    ]) {
      const renamed = structuredClone(proof)
      for (const [index, value] of key.entries()) renamed.signals[`${signals}[${index}]`] = String(value)
      await refused(() => verifyDecryption(renamed, { ...required, [signals]: key }), InvalidProofError)
    }
  })

  it("is neither made nor checked for points outside the subgroup", async () => {
    for (const bent of [SMALL, pointSum(point, SMALL)]) {
      await refused(() => proveDecryption(share, bent, { artifacts: "no-such-folder" }), InvalidPointError, "subgroup")
      await refused(() => verifyDecryption(proof, { ...required, point: bent }), InvalidPointError, "point")
      await refused(() => verifyDecryption(proof, { ...required, shareKey: bent }), InvalidPointError, "shareKey")
    }
    await refused(() => verifyDecryption(proof, { ...required, shareKey: IDENTITY }), InvalidPointError, "identity")
  })
})

describe("key making and a poll among five trustees, three of whom suffice", () => {
  const SIZE = 5
  const committee = { size: SIZE, threshold: 3 }
  const lanes = lanesFor(3, 1)
  const VOTES = [1n, 1n, 1n << 13n, 1n << 26n, 1n]

  it("comes to the end though one vanishes and one decrypts badly; nobody else's word is taken", async () => {
    // All commit; what is published are keys and hashes.
    const seats = [1, 2, 3, 4, 5].map((index) => seatNumber(index))
    const hashes = seats.map((seat) => trusteeNumber(seat.index).commitment(seat, committee.threshold))
    const terms = termsOf(SIZE, committee.threshold)

    // Trustee 5 vanishes; the others deal, each from a program that was started anew.
    const dealings: DealtBy[] = []
    await using dealer = await Prover.open("deal-5")
    for (const seat of seats.slice(0, 4)) {
      const proof = await proveDealing(trusteeNumber(seat.index), seat, terms, { prover: dealer })
      const dealing = await verifyDealing(proof, { seat, terms })
      const { salt } = trusteeNumber(seat.index).dealing(seat, terms)
      expect(polynomialHash(seat, dealing.commitments, salt)).to.equal(hashes[seat.index - 1])
      dealings.push({ dealer: seat.index, dealing })
    }
    const key = committeeKey(dealings)

    // Members vote, and the sum is opened.
    const sum = [addCiphertexts(...VOTES.map((vote) => encrypt(vote, randomScalar(), key)))]
    const [{ first: point }] = sum as [(typeof sum)[0]]
    await using decrypter = await Prover.open("decrypt")
    const posted: TrusteeParts[] = []
    for (const index of [1, 2, 3, 4]) {
      const share = trusteeNumber(index).shareFrom(seatNumber(index), dealings)
      const proof = await proveDecryption(share, point, { prover: decrypter })
      const required = { shareKey: shareKeyOf(dealings, index), point }
      if (index === 2) {
        await refused(() => verifyDecryption(altered(proof, "part[0]"), required), InvalidProofError)
        continue
      }
      posted.push({ trustee: index, parts: [await verifyDecryption(proof, required)] })
    }
    // Trustee 5 did not deal, is back, and has a share.
    const late = trusteeNumber(5).shareFrom(seatNumber(5), dealings)
    expect(late.key).to.deep.equal(shareKeyOf(dealings, 5))
    posted.push({ trustee: 5, parts: late.decryptionOf(sum) })

    for (const three of subsets(posted.length, 3)) {
      const parts = three.map((place) => posted[place - 1]!)
      expect(await openTally(combineParts(committee, parts, sum), lanes, VOTES.length)).to.deep.equal([3, 1, 1])
    }
    await refused(() => combineParts(committee, posted.slice(0, 2), sum), TooFewPartsError)
  })
})
