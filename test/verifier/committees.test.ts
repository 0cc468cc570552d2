// Limits of committees, dealings and openings that no other test came to: each of these was a change of the code that went unnoticed.
import { expect } from "chai"
import { checkDealingTerms } from "../../sdk/ballot/dealing.ts"
import { encrypt, type Ciphertext } from "../../sdk/ballot/encryption.ts"
import { KeyShare } from "../../sdk/ballot/key-share.ts"
import { committeeKey, type DealtBy } from "../../sdk/ballot/shares.ts"
import { generatorTimes, IDENTITY } from "../../sdk/crypto/baby-jubjub.ts"
import { randomScalar } from "../../sdk/crypto/random.ts"
import {
  BallotOpeningError,
  BallotRules,
  checkOpening,
  combineParts,
  InvalidInputError,
  SecretBallot,
  type BallotTerms,
} from "../../sdk/index.ts"
import { refused } from "../sdk/refused.ts"

/** Public keys of so many trustees. */
const recipients = (count: number) => Array.from({ length: count }, (_, place) => generatorTimes(BigInt(place + 3)))

describe("a committee", () => {
  it("has from 2 to 9 trustees, and no threshold above their number", async () => {
    for (const size of [2, 9]) checkDealingTerms({ threshold: 2, recipients: recipients(size) })
    for (const size of [0, 1, 10]) {
      const terms = { threshold: 2, recipients: recipients(size) }
      await refused(() => checkDealingTerms(terms), InvalidInputError, "number of trustees", "from 2 to 9")
    }
    checkDealingTerms({ threshold: 3, recipients: recipients(3) })
    const above = { threshold: 4, recipients: recipients(3) }
    await refused(() => checkDealingTerms(above), InvalidInputError, "threshold", "from 2 to 3")
  })

  it("has no key from a dealing that commits to nothing", async () => {
    const dealing = { commitments: [], ephemeralKey: IDENTITY, encryptedShares: [] }
    const dealings: DealtBy[] = [{ dealer: 1, dealing }]
    await refused(() => committeeKey(dealings), InvalidInputError, "number of commitments")
  })

  it("opens a sum with the first parts that are enough, whatever comes after them", () => {
    // The secret 5 + 7 x + 11 x^2, of which three shares are enough.
    const share = (index: bigint): bigint => 5n + 7n * index + 11n * index * index
    const sum: Ciphertext[] = [encrypt(42n, randomScalar(), generatorTimes(5n))]
    const parts = [1, 2, 3].map((trustee) => ({
      trustee,
      parts: new KeyShare(trustee, share(BigInt(trustee))).decryptionOf(sum),
    }))
    const wrong = { trustee: 4, parts: [generatorTimes(1n)] }
    const opened = combineParts({ size: 5, threshold: 3 }, [...parts, wrong], sum)
    expect(opened).to.deep.equal([generatorTimes(42n)])
  })

  it("shows of a share whose it is and its public key, and nothing more", () => {
    const share = new KeyShare(2, 12345n)
    const shown = JSON.parse(JSON.stringify(share)) as unknown
    expect(shown).to.deep.equal({ trustee: 2, key: generatorTimes(12345n).map(String) })
  })
})

describe("the opening of a challenged ballot", () => {
  const terms: BallotTerms = { options: 3, ciphertexts: 1, key: generatorTimes(9n), rule: BallotRules.choice() }

  it("has its randomness in decimal digits and nothing behind them", async () => {
    const ballot = SecretBallot.encrypt(terms, [0, 1, 0])
    const { code } = ballot
    const { scores, randomness } = ballot.challenge()
    expect(checkOpening(terms, code, { scores, randomness })).to.deep.equal([0, 1, 0])
    for (const behind of [" ", "\n", "n", ".0", "x"]) {
      const opening = { scores, randomness: randomness.map((digits) => `${digits}${behind}`) }
      await refused(() => checkOpening(terms, code, opening), BallotOpeningError, "decimal number")
    }
  })
})
