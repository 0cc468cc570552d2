import { expect } from "chai"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { BallotRules, Member, SecretBallot, type BallotTerms } from "../../sdk/index.ts"
import { generatorTimes } from "../../sdk/crypto/baby-jubjub.ts"
import { withKnownRandomness } from "./known-randomness.ts"

const TERMS: BallotTerms = {
  options: 12,
  ciphertexts: 3,
  key: generatorTimes(99n),
  rule: BallotRules.score({ options: 12, maxScore: 10 }),
}
const BLANK = new Array<number>(12).fill(0)

describe("secret ballots and marks", function () {
  this.timeout(60_000)

  it("no two ballots, nor two ciphertexts of one, have a number in common, blank ones least of all", () => {
    const ballots = Array.from({ length: cases(20, 400) }, () => SecretBallot.encrypt(TERMS, BLANK))
    const numbers = ballots.flatMap(({ ciphertexts }) => ciphertexts)
    expect(new Set(numbers).size).to.equal(numbers.length)
    expect(new Set(ballots.map(({ code }) => code)).size).to.equal(ballots.length)
  })

  it("and that is all the platform's randomness: with the same bytes a ballot is the same", async () => {
    const encrypt = () => withKnownRandomness(async () => SecretBallot.encrypt(TERMS, BLANK).ciphertexts)
    expect(await encrypt()).to.deep.equal(await encrypt())
  })

  it("marks of one member in many scopes, and of many members in one, are all different, and no one's commitment", () => {
    const members = Array.from({ length: cases(10, 60) }, () => Member.create())
    const scopes = members.map((_, index) => BigInt(index) + 1n)
    const marks = members.flatMap((member) =>
      scopes.flatMap((scope) => [0, 1].map((slot) => member.nullifier(scope, slot))),
    )
    const all = [...marks, ...members.map(({ commitment }) => commitment)]
    expect(new Set(all).size).to.equal(all.length)
  })
})
