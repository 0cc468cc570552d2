import { expect } from "chai"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { secretShareOf } from "../../../sdk/ballot/key-share.ts"
import { polynomialHash, type Seat } from "../../../sdk/ballot/seat.ts"
import { dealingSecretsOf, Trustee } from "../../../sdk/ballot/trustee.ts"
import { generatorTimes, pointSum, pointTimes, type Point } from "../../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import {
  InvalidInputError,
  InvalidPointError,
  Member,
  MemoryVaultStore,
  SealedMemberError,
  SealedTrusteeError,
  Vault,
  type Json,
  type Sealed,
  type SealedTrustee,
} from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { dealingsOf, seatNumber, termsOf, trusteeNumber } from "./committee-scene.ts"

const PASSPHRASE = "correct horse battery"
const SEAT = seatNumber(1)
const SMALL: Point = [0n, FIELD_ORDER - 1n]

describe("trustees", () => {
  const terms = termsOf(5, 3)

  it("are other ones at each creation, and the same for the same seed", () => {
    const key = (trustee: Trustee) => trustee.encryptionKey(SEAT).join()
    expect(key(Trustee.create())).to.not.equal(key(Trustee.create()))
    expect(key(trusteeNumber(1))).to.equal(key(trusteeNumber(1)))
    expect(key(trusteeNumber(1))).to.not.equal(key(trusteeNumber(2)))
  })

  it("keep their derivation for ever: a fixed seed and seat give fixed keys, commitment and dealing", () => {
    const { ephemeralKey, salt } = trusteeNumber(1).dealing(SEAT, terms)
    expect({
      key: trusteeNumber(1).encryptionKey(SEAT)[0],
      hash: trusteeNumber(1).commitment(SEAT, 3),
      ephemeral: ephemeralKey[0],
      salt,
    }).to.deep.equal({
      key: 15886204294295211579692185842799584107621450379395618829332810268189042861104n,
      hash: "0x476435095a2b42c9d1e16c7f68b2d95e21bc988a18eb7891a1cd9171fcb309dc",
      ephemeral: 2185404172209841493690817659400879154932203912120595986072664438175846737492n,
      salt: "0x71eb8af9727eb308cebec946badba6fa86f1bc06426cd38f1712cf1f1c36c97d",
    })
  })

  it("have other secrets at each seat", () => {
    const seats: Seat[] = [
      SEAT,
      { ...SEAT, index: 2 },
      { ...SEAT, committee: 2 },
      { ...SEAT, chainId: 1 },
      { ...SEAT, contract: "0x000000000000000000000000000000000000bEEF" },
    ]
    const trustee = trusteeNumber(1)
    for (const shown of [
      (seat: Seat) => trustee.encryptionKey(seat).join(),
      (seat: Seat) => trustee.commitment(seat, 3),
    ])
      expect(new Set(seats.map(shown)).size).to.equal(seats.length)
    const address = SEAT.contract.toLowerCase()
    expect(trustee.encryptionKey({ ...SEAT, contract: address, chainId: 31337n })).to.deep.equal(
      trustee.encryptionKey(SEAT),
    )
  })

  it("deal what they committed to, the same each time", () => {
    const dealing = trusteeNumber(1).dealing(SEAT, terms)
    expect(polynomialHash(SEAT, dealing.commitments, dealing.salt)).to.equal(trusteeNumber(1).commitment(SEAT, 3))
    expect(trusteeNumber(1).dealing(SEAT, terms)).to.deep.equal(dealing)
  })

  it("deal under other masks to other recipients, and another polynomial for another threshold", () => {
    const secrets = (size: number, threshold: number, missing: number[] = []) =>
      dealingSecretsOf(trusteeNumber(1), SEAT, termsOf(size, threshold, missing))
    const usual = secrets(5, 3)
    const fewer = secrets(5, 3, [5])
    expect(fewer.coefficients).to.deep.equal(usual.coefficients)
    const ephemerals = [usual, fewer, secrets(4, 3), secrets(5, 2)].map(({ ephemeral }) => ephemeral)
    expect(new Set(ephemerals).size).to.equal(4)
    const swapped = { ...terms, recipients: [...terms.recipients.slice(0, 4), generatorTimes(5n)] }
    expect(dealingSecretsOf(trusteeNumber(1), SEAT, swapped).ephemeral).to.not.equal(usual.ephemeral)
    const lower = secrets(5, 2).coefficients
    for (const coefficient of lower) expect(usual.coefficients).to.not.include(coefficient)
    expect(new Set(usual.coefficients).size).to.equal(3)
  })

  it("refuse to deal where they did not commit, and to keys that are none", async () => {
    const trustee = trusteeNumber(1)
    const [, ...others] = terms.recipients
    const deal = (changed: Partial<typeof terms>) => () => trustee.dealing(SEAT, { ...terms, ...changed })
    await refused(deal({ recipients: [undefined, ...others] }), InvalidInputError, "recipients[0]")
    await refused(deal({ recipients: [generatorTimes(2n), ...others] }), InvalidInputError, "recipients[0]")
    for (const key of [SMALL, [0n, 1n], [1n, 1n], pointSum(generatorTimes(2n), SMALL)] as Point[])
      await refused(deal({ recipients: [...terms.recipients.slice(0, 4), key] }), InvalidPointError, "recipients[4]")
    for (const threshold of [1, 6, 2.5]) await refused(deal({ threshold }), InvalidInputError, "threshold")
    await refused(() => trustee.dealing(SEAT, termsOf(5, 3, [2, 3, 4])), InvalidInputError, "at least the threshold")
    await refused(() => trustee.dealing(SEAT, termsOf(1, 2)), InvalidInputError, "number of trustees")
    await refused(() => trustee.commitment(SEAT, 1), InvalidInputError, "threshold")
  })

  it("have a seat that can be", async () => {
    for (const [wrong, named] of [
      [{ index: 0 }, "index"],
      [{ index: 10 }, "index"],
      [{ contract: "0x12" }, "contract"],
      [{ chainId: 0 }, "chainId"],
      [{ committee: 1.5 }, "committee"],
      [{ committee: 2n ** 256n }, "committee"],
    ] as const)
      await refused(() => trusteeNumber(1).encryptionKey({ ...SEAT, ...wrong }), InvalidInputError, named)
  })

  it("refuse a seed of fewer than 32 bytes without showing it", async () => {
    const error = await refused(() => Trustee.fromSeed(new Uint8Array(31).fill(0xab)), InvalidInputError, "31")
    expect(error.message).to.not.include("171")
  })

  it("do not change when the caller changes the seed's bytes", () => {
    const seed = new Uint8Array(32).fill(1)
    const trustee = Trustee.fromSeed(seed)
    seed.fill(9)
    expect(trustee.encryptionKey(SEAT)).to.deep.equal(trusteeNumber(1).encryptionKey(SEAT))
  })

  it("show neither seed nor share in any print, JSON or clone", () => {
    const trustee = trusteeNumber(7)
    const share = trusteeNumber(1).shareFrom(SEAT, dealingsOf([1, 2, 3], terms))
    const shown = [trustee, share]
      .flatMap((each) => [
        inspect(each, { depth: 9, showHidden: true }),
        JSON.stringify(each),
        inspect(structuredClone(each)),
      ])
      .join()
    expect(shown).to.include(share.key[0].toString())
    const secret = secretShareOf(share)
    for (const spelling of [secret.toString(), secret.toString(16), "7, 7, 7", "07070707"])
      expect(shown).to.not.include(spelling)
  })

  it("do not apply a share to points outside the subgroup", async () => {
    const share = trusteeNumber(1).shareFrom(SEAT, dealingsOf([1, 2, 3], terms))
    const point = generatorTimes(5n)
    const sum = (first: Point) => [{ first, second: point }]
    expect(share.decryptionOf(sum(point))).to.deep.equal([pointTimes(5n, share.key)])
    for (const bent of [SMALL, pointSum(point, SMALL), [1n, 1n]] as Point[])
      await refused(() => share.decryptionOf(sum(bent)), InvalidPointError, "first point of ciphertext 0")
  })
})

describe("a sealed trustee", () => {
  const trustee = trusteeNumber(5)
  let sealed: SealedTrustee
  let sealedMember: Sealed

  before(async () => {
    sealed = JSON.parse(JSON.stringify(await trustee.seal(PASSPHRASE))) as SealedTrustee
    sealedMember = await memberNumber(5).seal(PASSPHRASE)
  })

  const sameAsBefore = (opened: Trustee) =>
    expect(opened.encryptionKey(SEAT)).to.deep.equal(trustee.encryptionKey(SEAT))

  it("rests in a file, and opens with its passphrase", async () => {
    const folder = await mkdtemp(join(tmpdir(), "trustee-"))
    try {
      const file = join(folder, "trustee.json")
      await writeFile(file, JSON.stringify(sealed))
      const text = await readFile(file, "utf8")
      expect(text).to.not.include("05".repeat(8))
      sameAsBefore(await Trustee.open(JSON.parse(text) as SealedTrustee, PASSPHRASE))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it("rests in a member's vault", async () => {
    const vault = Vault.of(memberNumber(5), new MemoryVaultStore())
    await vault.set("trustee", sealed as unknown as Json)
    sameAsBefore(await Trustee.open((await vault.get("trustee")) as unknown as SealedTrustee, PASSPHRASE))
  })

  it("does not open with another passphrase or altered", async () => {
    await refused(() => Trustee.open(sealed, `${PASSPHRASE}!`), SealedTrusteeError, "does not open")
    const ciphertext = (sealed.ciphertext.startsWith("0") ? "1" : "0") + sealed.ciphertext.slice(1)
    await refused(() => Trustee.open({ ...sealed, ciphertext }, PASSPHRASE), SealedTrusteeError, "does not open")
    await refused(() => Trustee.open(null as unknown as SealedTrustee, PASSPHRASE), SealedTrusteeError, "version 1")
  })

  it("does not open as a member, whatever the file says of its holder", async () => {
    await refused(() => Member.open(sealed as unknown as Sealed, PASSPHRASE), SealedMemberError, "not a sealed member")
    const { holder, ...bare } = sealed
    expect(holder).to.equal("trustee")
    await refused(() => Member.open(bare, PASSPHRASE), SealedMemberError, "does not open")
  })

  it("is not made of a sealed member, whatever the file says of its holder", async () => {
    const asTrustee = sealedMember as unknown as SealedTrustee
    await refused(() => Trustee.open(asTrustee, PASSPHRASE), SealedTrusteeError, "not a sealed trustee")
    const named: SealedTrustee = { ...sealedMember, holder: "trustee" }
    await refused(() => Trustee.open(named, PASSPHRASE), SealedTrusteeError, "does not open")
  })
})
