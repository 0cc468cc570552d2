import { expect } from "chai"
import { addCiphertexts, encrypt, unflatten, type Ciphertext } from "../../../sdk/ballot/encryption.ts"
import type { KeyShare } from "../../../sdk/ballot/key-share.ts"
import { lanesFor, packScores } from "../../../sdk/ballot/lanes.ts"
import { committeeKey, shareKeyOf } from "../../../sdk/ballot/shares.ts"
import { combineParts, openTally, type TrusteeParts } from "../../../sdk/ballot/tally.ts"
import { generatorTimes, pointSum, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { randomScalar } from "../../../sdk/crypto/random.ts"
import { InvalidInputError, MessageNotFoundError, TooFewPartsError } from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { refused } from "../refused.ts"
import { dealingsOf, seatNumber, subsets, termsOf, trusteeNumber } from "./committee-scene.ts"

const LANES = lanesFor(8, 3)
const COMMITTEE = { size: 5, threshold: 3 }
/** Trustee 4 committed and then vanished. */
const DEALERS = [1, 2, 3, 5]
const BALLOTS = [
  [1, 0, 0, 0, 0, 0, 0, 1],
  [0, 1, 1, 0, 0, 2, 0, 1],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [2, 0, 2, 0, 1, 2, 0, 2],
]
const TOTALS = [3, 1, 3, 0, 1, 4, 0, 4]
const MOST = BALLOTS.length * 2

describe("a committee of five, three of whom open a sum", () => {
  const dealings = dealingsOf(DEALERS, termsOf(5, 3))
  const key = committeeKey(dealings)
  let shares: KeyShare[]
  let sum: Ciphertext[]

  before(() => {
    shares = [1, 2, 3, 4, 5].map((index) => trusteeNumber(index).shareFrom(seatNumber(index), dealings))
    const ballots = BALLOTS.map((scores) => packScores(LANES, scores).map((each) => encrypt(each, randomScalar(), key)))
    sum = [0, 1, 2].map((place) => addCiphertexts(...ballots.map((ballot) => ballot[place]!)))
  })

  const partsOf = (indexes: readonly number[]): TrusteeParts[] =>
    indexes.map((trustee) => ({ trustee, parts: shares[trustee - 1]!.decryptionOf(sum) }))

  it("opens it to the totals, whichever three there are", async () => {
    const first = combineParts(COMMITTEE, partsOf([1, 2, 3]), sum)
    expect(first).to.deep.equal(packScores(LANES, TOTALS).map(generatorTimes))
    expect(await openTally(first, LANES, MOST)).to.deep.equal(TOTALS)
    for (const three of subsets(5, 3)) {
      expect(combineParts(COMMITTEE, partsOf(three), sum), three.join()).to.deep.equal(first)
      expect(combineParts(COMMITTEE, partsOf(three.toReversed()), sum)).to.deep.equal(first)
    }
    expect(combineParts(COMMITTEE, partsOf([2, 3, 4, 5]), sum)).to.deep.equal(first)
  })

  it("has share keys that anybody can work out", () => {
    for (const { trustee, key } of shares) expect(shareKeyOf(dealings, trustee)).to.deep.equal(key)
  })

  it("does not open it with two, nor with two who pass for three", async () => {
    await refused(() => combineParts(COMMITTEE, partsOf([1, 2]), sum), TooFewPartsError, "2 trustees", "3")
    await refused(() => combineParts(COMMITTEE, partsOf([1]), sum), TooFewPartsError, "1 trustee has")
    const points = combineParts({ size: 5, threshold: 2 }, partsOf([1, 2]), sum)
    await refused(() => openTally(points, LANES, MOST), MessageNotFoundError)
    const again: TrusteeParts = { ...partsOf([1])[0]!, trustee: 3 }
    const passed = combineParts(COMMITTEE, [...partsOf([1, 2]), again], sum)
    await refused(() => openTally(passed, LANES, MOST), MessageNotFoundError)
    await refused(() => combineParts(COMMITTEE, partsOf([1, 2, 2]), sum), InvalidInputError, "once")
  })

  it("does not open with one wrong part, or a part of another sum", async () => {
    const parts = partsOf([1, 2, 3])
    const wrong = parts[1]!.parts.map((part): Point => pointSum(part, generatorTimes(2n ** 100n)))
    const points = combineParts(COMMITTEE, [parts[0]!, { trustee: 2, parts: wrong }, parts[2]!], sum)
    await refused(() => openTally(points, LANES, MOST), MessageNotFoundError, "3 lanes from 0 to 8")
    const moved = { trustee: 2, parts: parts[1]!.parts.toReversed() }
    const others = combineParts(COMMITTEE, [parts[0]!, moved, parts[2]!], sum)
    await refused(() => openTally(others, LANES, MOST), MessageNotFoundError)
  })

  it("opens to other totals with a part that is wrong by a little: only its proof tells", async () => {
    const parts = partsOf([1, 2, 3])
    const near = parts[1]!.parts.map((part): Point => pointSum(part, generatorTimes(1n)))
    const points = combineParts(COMMITTEE, [parts[0]!, { trustee: 2, parts: near }, parts[2]!], sum)
    const totals = await openTally(points, LANES, MOST)
    expect(totals).to.not.deep.equal(TOTALS)
  })

  it("does not open to totals above what the ballots can give, nor with another number of points", async () => {
    const points = combineParts(COMMITTEE, partsOf([1, 2, 3]), sum)
    await refused(() => openTally(points, LANES, 3), MessageNotFoundError, "3 lanes from 0 to 3")
    await refused(() => openTally(points.slice(1), LANES, MOST), InvalidInputError, "number of points")
    const short = partsOf([1, 2, 3]).map(({ trustee, parts }) => ({ trustee, parts: parts.slice(1) }))
    await refused(() => combineParts(COMMITTEE, short, sum), InvalidInputError, "trustee 1's parts")
  })

  it("opens the golden vectors' sums", async () => {
    for (const vector of loadVectors("ballot").tallies) {
      const lanes = lanesFor(Number(vector.options), Number(vector.ciphertexts))
      const ciphertexts = unflatten(vector.sum)
      const single = { size: 1, threshold: 1 }
      const points = combineParts(single, [{ trustee: 1, parts: vector.parts }], ciphertexts)
      expect(points).to.deep.equal(vector.opened)
      const totals = vector.totals.map(Number)
      expect(await openTally(points, lanes, Math.max(...totals, 1))).to.deep.equal(totals)
    }
  })
})
