import { expect } from "chai"
import fc from "fast-check"
import { checkTerms } from "../../../sdk/ballot/ballot-terms.ts"
import { encryptScores } from "../../../sdk/ballot/encrypt-scores.ts"
import {
  addCiphertexts,
  encrypt,
  flatten,
  subtractCiphertexts,
  unflatten,
  ZERO_CIPHERTEXT,
  type Ciphertext,
} from "../../../sdk/ballot/encryption.ts"
import { generatorTimes, negated, pointSum, pointTimes, SUBGROUP_ORDER } from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { InvalidFieldElementError, InvalidInputError } from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { refused } from "../refused.ts"

const { encryptions, tallies } = loadVectors("ballot")
const scalar = fc.bigInt({ min: 1n, max: SUBGROUP_ORDER - 1n })
const message = fc.bigInt({ min: 0n, max: 2n ** 40n - 1n })

/** message * B, as whoever holds the whole secret finds it. */
const opened = ({ first, second }: Ciphertext, secret: bigint) => pointSum(second, negated(pointTimes(secret, first)))

describe("encryption", () => {
  it("gives the golden vectors' ciphertexts, and they open", () => {
    for (const { secret, key, message, randomness, ciphertext } of encryptions) {
      const encrypted = encrypt(message, randomness, key)
      expect(flatten([encrypted])).to.deep.equal(ciphertext)
      expect(opened(encrypted, secret)).to.deep.equal(generatorTimes(message))
    }
  })

  it("gives the golden vectors' ballots, and their sum opens to the totals", () => {
    for (const { options, ciphertexts, secret, key, ballots, sum, ...vector } of tallies) {
      const rule = { maxScore: 255, minTotal: 0, maxTotal: 4000, quadratic: false }
      const terms = checkTerms({ options: Number(options), ciphertexts: Number(ciphertexts), key, rule })
      let added = new Array<Ciphertext>(Number(ciphertexts)).fill(ZERO_CIPHERTEXT)
      for (const ballot of ballots) {
        const encrypted = encryptScores(terms, ballot.scores.map(Number), ballot.randomness)
        expect(encrypted).to.deep.equal(ballot.ciphertexts)
        added = unflatten(encrypted).map((each, place) => addCiphertexts(each, added[place]!))
      }
      expect(flatten(added)).to.deep.equal(sum)
      expect(added.map(({ first }) => pointTimes(secret, first))).to.deep.equal(vector.parts)
      expect(added.map((each) => opened(each, secret))).to.deep.equal(vector.opened)
      expect(vector.messages.map(generatorTimes)).to.deep.equal(vector.opened)
    }
  })

  it("adds and takes away what is encrypted, and nothing else opens it", () => {
    fc.assert(
      fc.property(scalar, message, message, scalar, scalar, (secret, a, b, r, s) => {
        const key = generatorTimes(secret)
        const [first, second] = [encrypt(a, r, key), encrypt(b, s, key)]
        const sum = addCiphertexts(first, second)
        expect(opened(sum, secret)).to.deep.equal(generatorTimes(a + b))
        expect(subtractCiphertexts(sum, second)).to.deep.equal(first)
        expect(opened(subtractCiphertexts(first, second), secret)).to.deep.equal(generatorTimes(a - b))
        expect(addCiphertexts(first, ZERO_CIPHERTEXT)).to.deep.equal(first)
        expect(opened(first, secret + 1n)).to.not.deep.equal(generatorTimes(a))
      }),
      { numRuns: 10 },
    )
    expect(addCiphertexts()).to.deep.equal(ZERO_CIPHERTEXT)
  })
})

describe("flat ciphertexts", () => {
  const values = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]

  it("are x and y of the first point, then of the second, one ciphertext after the other", () => {
    const ciphertexts = unflatten(values)
    expect(ciphertexts).to.deep.equal([
      { first: [1n, 2n], second: [3n, 4n] },
      { first: [5n, 6n], second: [7n, 8n] },
    ])
    expect(flatten(ciphertexts)).to.deep.equal(values)
    expect(unflatten(values.map(String))).to.deep.equal(ciphertexts)
    expect(unflatten([])).to.deep.equal([])
  })

  it("are refused where they are cut off or not canonical", async () => {
    for (const length of [1, 2, 3, 5, 7])
      await refused(() => unflatten(values.slice(0, length)), InvalidInputError, "four for each")
    const beyond = values.with(6, FIELD_ORDER + 7n)
    await refused(() => unflatten(beyond), InvalidFieldElementError, "ciphertexts[6]")
  })
})
