import { expect } from "chai"
import { keccak256, solidityPackedKeccak256 } from "ethers"
import { poseidon4 } from "poseidon-lite"
import { shareMask, type Dealing } from "../../../sdk/ballot/dealing.ts"
import { committedValueAt, valueAt } from "../../../sdk/ballot/polynomial.ts"
import { dealingContext, polynomialHash, type Seat } from "../../../sdk/ballot/seat.ts"
import { committeeKey, shareKeyOf } from "../../../sdk/ballot/shares.ts"
import { secretShareOf } from "../../../sdk/ballot/key-share.ts"
import { dealingSecretsOf } from "../../../sdk/ballot/trustee.ts"
import {
  generatorTimes,
  IDENTITY,
  pointSum,
  pointTimes,
  SUBGROUP_ORDER,
  type Point,
} from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { InvalidInputError, InvalidPointError, ShareMismatchError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"
import { dealingsOf, seatNumber, termsOf, trusteeNumber } from "./committee-scene.ts"

/** The only point of order 2. */
const SMALL: Point = [0n, FIELD_ORDER - 1n]

const word = (value: bigint | number | string): string => BigInt(value).toString(16).padStart(64, "0")

describe("a dealing", () => {
  const terms = termsOf(5, 3, [4])
  const dealing = dealingsOf([2], terms)[0]!.dealing

  it("commits to as many coefficients as the threshold, and hides each recipient's share under the own mask", () => {
    const { coefficients, ephemeral } = dealingSecretsOf(trusteeNumber(2), seatNumber(2), terms)
    expect(dealing.commitments).to.deep.equal(coefficients.map(generatorTimes))
    expect(dealing.commitments.length).to.equal(3)
    expect(dealing.ephemeralKey).to.deep.equal(generatorTimes(ephemeral))
    for (const [place, key] of terms.recipients.entries()) {
      const index = BigInt(place + 1)
      const share = coefficients.reduce((sum, each, power) => sum + each * index ** BigInt(power), 0n) % SUBGROUP_ORDER
      const [x, y] = pointTimes(ephemeral, key ?? IDENTITY)
      const mask = poseidon4([2n, x, y, dealingContext(seatNumber(2)) + 2n ** 248n * index])
      expect(dealing.encryptedShares[place]).to.equal(key === undefined ? 0n : (share + mask) % FIELD_ORDER)
    }
  })

  it("masks differ for each index and context", () => {
    const shared = generatorTimes(5n)
    const masks = [shareMask(shared, 1n, 1), shareMask(shared, 1n, 2), shareMask(shared, 2n, 1)]
    expect(new Set(masks).size).to.equal(3)
  })

  it("is bound to chain, contract, committee and dealer as the contract encodes them", () => {
    const seat: Seat = { chainId: 7, contract: "0x00000000000000000000000000000000000c0ffe", committee: 9n, index: 3 }
    const encoded = [7, seat.contract, 9, 3].map(word).join("")
    const tag = (name: string): string => solidityPackedKeccak256(["string"], [name])
    expect(dealingContext(seat)).to.equal(BigInt(keccak256(`${tag("rochdale/dealing/v1")}${encoded}`)) >> 8n)
    const salt = `0x${"5a".repeat(32)}`
    const points = [generatorTimes(1n), generatorTimes(2n)]
    // Head: the offset of the list and the salt; then the list with its length.
    const list = word(2) + points.flat().map(word).join("")
    const hash = keccak256(`${tag("rochdale/commitment/v1")}${encoded}${word(7 * 32)}${salt.slice(2)}${list}`)
    expect(polynomialHash(seat, points, salt)).to.equal(hash)
  })

  it("opens to shares of which any three make the key", () => {
    const dealings = dealingsOf([1, 2, 5], terms)
    const secret = dealings
      .map(({ dealer }) => dealingSecretsOf(trusteeNumber(dealer), seatNumber(dealer), terms).coefficients)
      .reduce<bigint[]>((sum, each) => each.map((value, power) => value + (sum[power] ?? 0n)), [])
    expect(committeeKey(dealings)).to.deep.equal(generatorTimes(secret[0]!))
    // Trustee 3 did not deal, and has a share all the same.
    for (const index of [1, 2, 3, 5]) {
      const share = trusteeNumber(index).shareFrom(seatNumber(index), dealings)
      expect(secretShareOf(share)).to.equal(valueAt(secret, index))
      expect(share.key).to.deep.equal(shareKeyOf(dealings, index))
    }
  })

  for (const [what, change] of [
    ["an encrypted share that is off by one", (each: Dealing) => ({ encryptedShares: plusOne(each.encryptedShares) })],
    ["another ephemeral key", (each: Dealing) => ({ ephemeralKey: pointSum(each.ephemeralKey, each.ephemeralKey) })],
    [
      "another polynomial than was committed",
      (each: Dealing) => ({ commitments: [...each.commitments.slice(0, 2), generatorTimes(1n)] }),
    ],
    ["no share", () => ({ encryptedShares: [] })],
  ] as const) {
    it(`with ${what} is noticed, and its dealer named`, async () => {
      const dealings = dealingsOf([1, 2, 5], terms)
      dealings[1] = { dealer: 2, dealing: { ...dealing, ...change(dealing) } }
      const error = await refused(
        () => trusteeNumber(3).shareFrom(seatNumber(3), dealings),
        ShareMismatchError,
        "dealer 2",
        "trustee 3",
      )
      expect(error.dealer).to.equal(2)
    })
  }

  it("is another one's for whoever takes it as the own: neither another seat nor another committee opens it", async () => {
    const dealings = dealingsOf([1, 2, 5], terms)
    for (const [trustee, seat] of [
      [3, seatNumber(1)],
      [3, seatNumber(3, 2)],
      [1, seatNumber(3)],
    ] as const)
      await refused(() => trusteeNumber(trustee).shareFrom(seat, dealings), ShareMismatchError)
  })

  it("with points outside the subgroup is not touched by a secret", async () => {
    const bent = pointSum(dealing.ephemeralKey, SMALL)
    const first = pointSum(dealing.commitments[0]!, SMALL)
    for (const changed of [
      { ...dealing, ephemeralKey: bent },
      { ...dealing, ephemeralKey: SMALL },
      { ...dealing, commitments: [first, ...dealing.commitments.slice(1)] },
    ])
      await refused(
        () => trusteeNumber(3).shareFrom(seatNumber(3), [{ dealer: 2, dealing: changed }]),
        InvalidPointError,
        "dealer 2",
        "subgroup",
      )
  })

  it("whose shares stand open is taken: its dealer stops nobody by it", () => {
    const { coefficients } = dealingSecretsOf(trusteeNumber(2), seatNumber(2), terms)
    const context = dealingContext(seatNumber(2))
    const open: Dealing = {
      ...dealing,
      ephemeralKey: IDENTITY,
      encryptedShares: [1, 2, 3, 4, 5].map(
        (index) => (valueAt(coefficients, index) + shareMask(IDENTITY, context, index)) % FIELD_ORDER,
      ),
    }
    const share = trusteeNumber(3).shareFrom(seatNumber(3), [{ dealer: 2, dealing: open }])
    expect(share.key).to.deep.equal(committedValueAt(dealing.commitments, 3))
  })

  it("counts once, and by a dealer with an index", async () => {
    const [first] = dealingsOf([1], terms)
    const share = (dealings: Parameters<typeof committeeKey>[0]) => trusteeNumber(3).shareFrom(seatNumber(3), dealings)
    for (const wrong of [[first!, first!], [{ ...first!, dealer: 0 }], [{ ...first!, dealer: 10 }], []])
      await refused(() => share(wrong), InvalidInputError)
    await refused(() => committeeKey([first!, first!]), InvalidInputError, "once")
    await refused(() => committeeKey([{ ...first!, dealer: 10 }]), InvalidInputError, "dealer")
    await refused(() => shareKeyOf([first!], 0), InvalidInputError)
  })
})

function plusOne(shares: readonly bigint[]): bigint[] {
  return shares.map((share) => (share + 1n) % FIELD_ORDER)
}
