import { expect } from "chai"
import sodium from "libsodium-wrappers"
import { inspect } from "node:util"
import { encodeOpening } from "../../../sdk/delivery/opening-encoding.ts"
import {
  ENVELOPE_BYTES,
  EnvelopeError,
  InvalidInputError,
  openEnvelope,
  sealOpening,
  Sheet,
} from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { contactOf, onlyOpening, weekOf } from "./scene.ts"

const ana = memberNumber(1)
const ben = memberNumber(2)
const sheet = weekOf([ana, ben, memberNumber(3)], "2026-01-04", 4321)
const opening = onlyOpening(sheet, ana)
let envelope: Uint8Array

before(async () => {
  envelope = await sealOpening(opening, await contactOf(ana))
})

describe("an envelope", () => {
  it("opens for its member alone", async () => {
    expect(await openEnvelope(ana, envelope)).to.deep.equal(opening)
    await refused(() => openEnvelope(ben, envelope), EnvelopeError, "another member's, or was altered")
  })

  it("is libsodium's sealed box, so that any program with libsodium can open it", async () => {
    await sodium.ready
    const { publicKey, privateKey } = sodium.crypto_box_keypair()
    const deliveryKey = Buffer.from(publicKey).toString("hex")
    const sealed = await sealOpening(opening, { commitment: ana.commitment, deliveryKey })
    expect(Buffer.from(sodium.crypto_box_seal_open(sealed, publicKey, privateKey))).to.deep.equal(
      Buffer.from(encodeOpening(opening, ana.commitment)),
    )
  })

  it("is as long as every other, and another one each time", async () => {
    const full = Sheet.of("4840-01-01", [
      ...Array.from({ length: 124 }, () => ({ commitment: 1, amount: 1, kind: 0 })),
      { commitment: ana.commitment, amount: 2 ** 24 - 1, kind: 31 },
    ])
    const single = Sheet.of("1970-01-01", [{ commitment: ana.commitment, amount: 1, kind: 0 }])
    for (const one of [full, single]) {
      const sealed = await sealOpening(onlyOpening(one, ana), await contactOf(ana))
      expect(sealed.length).to.equal(ENVELOPE_BYTES)
    }
    const again = await sealOpening(opening, await contactOf(ana))
    expect(again.length).to.equal(ENVELOPE_BYTES)
    // Nothing of the first 32 bytes, the ephemeral key, or of the rest stays the same.
    for (let start = 0; start < ENVELOPE_BYTES; start += 16)
      expect(Buffer.from(again.slice(start, start + 16))).to.not.deep.equal(
        Buffer.from(envelope.slice(start, start + 16)),
      )
  })

  it("does not open when any of its bytes was altered", async () => {
    for (let place = 0; place < ENVELOPE_BYTES; place += 13) {
      const altered = Uint8Array.from(envelope)
      altered[place]! ^= 1
      await refused(() => openEnvelope(ana, altered), EnvelopeError, "altered")
    }
  })

  it("does not open when it was cut off or something was added", async () => {
    for (const length of [0, 1, 47, 48, ENVELOPE_BYTES - 1])
      await refused(() => openEnvelope(ana, envelope.slice(0, length)), EnvelopeError, "560")
    await refused(() => openEnvelope(ana, Uint8Array.from([...envelope, 0])), EnvelopeError, "560")
  })

  it("is refused when an attester sealed another's record, or nonsense, to this member's key", async () => {
    await sodium.ready
    const key = Buffer.from(await ana.deliveryKey(), "hex")
    const bens = encodeOpening(onlyOpening(sheet, ben), ben.commitment)
    await refused(() => openEnvelope(ana, sodium.crypto_box_seal(bens, key)), EnvelopeError, "does not lead")
    const nonsense = sodium.crypto_box_seal(new Uint8Array(512).fill(7), key)
    await refused(() => openEnvelope(ana, nonsense), EnvelopeError, "version")
    const short = sodium.crypto_box_seal(new Uint8Array(10), key)
    await refused(() => openEnvelope(ana, short), EnvelopeError, "560")
  })

  it("is not made for a key that is none, or one for which everybody would know the secret", async () => {
    const lowOrder = ["00".repeat(32), `01${"00".repeat(31)}`, `ec${"ff".repeat(30)}7f`]
    for (const deliveryKey of ["", "abc", "zz".repeat(32), "ab".repeat(33), ...lowOrder])
      await refused(
        () => sealOpening(opening, { commitment: ana.commitment, deliveryKey }),
        InvalidInputError,
        "deliveryKey",
      )
  })

  it("is not made for a member whose record it is not", async () => {
    await refused(async () => sealOpening(opening, await contactOf(ben)), InvalidInputError, "opening")
  })

  it("shows nothing of its content, and neither do its errors", async () => {
    const altered = Uint8Array.from(envelope)
    altered[99]! ^= 1
    const errors = [
      await refused(() => openEnvelope(ben, envelope), EnvelopeError),
      await refused(() => openEnvelope(ana, altered), EnvelopeError),
    ]
    const salt = Buffer.from(BigInt(opening.salt).toString(16).padStart(64, "0"), "hex")
    expect(Buffer.from(envelope).includes(salt.subarray(0, 8))).to.equal(false)
    const shown = errors.map((error) => inspect(error, { depth: 9, showHidden: true })).join()
    for (const secret of ["4321", opening.salt, opening.sheetRoot, ana.commitment.toString()])
      expect(shown).to.not.include(secret)
  })
})
