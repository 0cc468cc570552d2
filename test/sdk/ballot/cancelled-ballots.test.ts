import { expect } from "chai"
import { addCiphertexts, subtractCiphertexts, unflatten, type Ciphertext } from "../../../sdk/ballot/encryption.ts"
import {
  BallotRules,
  combineParts,
  committeeKey,
  lanesFor,
  openTally,
  SecretBallot,
  Trustee,
} from "../../../sdk/index.ts"

const SIZE = { size: 3, threshold: 2 }
const SCORES = [
  [0, 0, 1],
  [1, 0, 0],
  [0, 1, 0],
]

describe("ballots that are taken out of the sum again", () => {
  const seat = (index: number) => ({ chainId: 31337, contract: `0x${"0c".repeat(20)}`, committee: 1, index })
  const trustees = [1, 2, 3].map((index) => ({ index, trustee: Trustee.create() }))
  const recipients = trustees.map(({ index, trustee }) => trustee.encryptionKey(seat(index)))
  const dealings = trustees.map(({ index, trustee }) => ({
    dealer: index,
    dealing: trustee.dealing(seat(index), { threshold: SIZE.threshold, recipients }),
  }))
  const terms = { options: 3, ciphertexts: 1, key: committeeKey(dealings), rule: BallotRules.choice() } as const
  const encrypted = (scores: number[]): Ciphertext => unflatten(SecretBallot.encrypt(terms, scores).ciphertexts)[0]!

  async function opened(ballots: readonly Ciphertext[]): Promise<number[]> {
    const sum = [addCiphertexts(...ballots)]
    const parts = trustees.slice(1).map(({ index, trustee }) => ({
      trustee: index,
      parts: trustee.shareFrom(seat(index), dealings).decryptionOf(sum),
    }))
    return openTally(combineParts(SIZE, parts, sum), lanesFor(3, 1), ballots.length)
  }

  // Why secrecy of votes needs the ballots' proofs to be sound: test/circuits/ballot.test.ts shows that there are none for such a ciphertext.
  it("leave one voter's alone, in what looks like a sum of many: who could prove anything could read anybody's", async () => {
    const [victim, ...others] = SCORES.map(encrypted) as [Ciphertext, ...Ciphertext[]]
    const honest = [victim, ...others]
    expect(await opened(honest)).to.deep.equal([1, 1, 1])
    // Made without any key, and of nothing but what the log shows.
    const cancelling = others.reduce((left, other) => subtractCiphertexts(left, other), encrypted([0, 0, 0]))
    expect(await opened([...honest, cancelling])).to.deep.equal(SCORES[0])
  })
})
