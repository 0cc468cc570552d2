import { expect } from "chai"
import { poseidon1, poseidon3 } from "poseidon-lite"
import { inspect } from "node:util"
import { InvalidInputError, Member, SealedMemberError, type Sealed } from "../../../sdk/index.ts"
import { secretOf } from "../../../sdk/member/member.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"

const PASSPHRASE = "correct horse battery"

describe("members", () => {
  it("is another one at each creation, and the same for the same seed", () => {
    expect(Member.create().commitment).to.not.equal(Member.create().commitment)
    expect(memberNumber(1).commitment).to.equal(memberNumber(1).commitment)
    expect(memberNumber(1).commitment).to.not.equal(memberNumber(2).commitment)
  })

  it("keeps its derivation for ever: a fixed seed gives a fixed commitment", () => {
    expect(memberNumber(1).commitment.toString()).to.equal(
      "9767619673273652320459886582904758356438176526808941178009369757558518479216",
    )
  })

  it("commits to its secret, and marks each slot of each scope by another nullifier", () => {
    const member = memberNumber(3)
    expect(member.commitment).to.equal(poseidon1([secretOf(member)]))
    expect(member.nullifier(9n, 2)).to.equal(poseidon3([9n, 2n, secretOf(member)]))
    expect(new Set([member.nullifier(9n), member.nullifier(9n, 1), member.nullifier(10n)]).size).to.equal(3)
  })

  it("refuses a seed of fewer than 32 bytes without showing it", async () => {
    const error = await refused(() => Member.fromSeed(new Uint8Array(31).fill(0xab)), InvalidInputError, "31")
    expect(error.message).to.not.include("171")
  })

  it("shows its secret and seed in no print, JSON or clone", () => {
    const member = memberNumber(7)
    const secret = secretOf(member)
    const shown = [
      inspect(member, { depth: 9, showHidden: true }),
      JSON.stringify(member),
      inspect(structuredClone(member)),
    ].join()
    expect(shown).to.include(member.commitment.toString())
    for (const spelling of [secret.toString(), secret.toString(16), "7, 7, 7", "07070707"])
      expect(shown).to.not.include(spelling)
  })

  it("does not change when the caller changes the seed's bytes", async () => {
    const seed = new Uint8Array(32).fill(1)
    const member = Member.fromSeed(seed)
    seed.fill(9)
    const opened = await Member.open(await member.seal(PASSPHRASE), PASSPHRASE)
    expect(opened.commitment).to.equal(memberNumber(1).commitment)
  })
})

describe("a sealed member", () => {
  let sealed: Sealed

  before(async () => {
    sealed = JSON.parse(JSON.stringify(await memberNumber(5).seal(PASSPHRASE))) as Sealed
  })

  it("opens with its passphrase", async () => {
    expect((await Member.open(sealed, PASSPHRASE)).commitment).to.equal(memberNumber(5).commitment)
  })

  it("opens however the keyboard composes the passphrase", async () => {
    const spelled = await memberNumber(5).seal("caf\u00e9-caf\u00e9")
    expect((await Member.open(spelled, "cafe\u0301-cafe\u0301")).commitment).to.equal(memberNumber(5).commitment)
  })

  it("does not open with another passphrase", () =>
    refused(() => Member.open(sealed, `${PASSPHRASE}!`), SealedMemberError))

  for (const [field, change] of [
    ["ciphertext", (text: string) => flip(text)],
    ["nonce", flip],
    ["salt", flip],
  ] as const) {
    it(`does not open with an altered ${field}`, () =>
      refused(() => Member.open({ ...sealed, [field]: change(sealed[field]) }, PASSPHRASE), SealedMemberError))
  }

  it("does not open with a lowered cost", () =>
    refused(() => Member.open({ ...sealed, cost: 14 }, PASSPHRASE), SealedMemberError))

  for (const wrong of [null, {}, { version: 2 }, { cost: 40 }, { cost: 1 }, { salt: "zz" }, { ciphertext: "" }]) {
    it(`refuses ${JSON.stringify(wrong)} before any work`, () =>
      refused(
        () =>
          Member.open(
            (wrong === null || Object.keys(wrong).length === 0 ? wrong : { ...sealed, ...wrong }) as Sealed,
            PASSPHRASE,
          ),
        SealedMemberError,
        "version 1",
      ))
  }

  it("is another file each time and holds no secret in the clear", async () => {
    const again = await memberNumber(5).seal(PASSPHRASE)
    expect(again.ciphertext).to.not.equal(sealed.ciphertext)
    expect(JSON.stringify(again)).to.not.include("05".repeat(8))
  })

  it("asks for a passphrase of 8 characters and does not show it", async () => {
    const error = await refused(() => memberNumber(5).seal("geheim"), InvalidInputError, "6")
    expect(error.message).to.not.include("geheim")
  })
})

function flip(hex: string): string {
  return (hex.startsWith("0") ? "1" : "0") + hex.slice(1)
}
