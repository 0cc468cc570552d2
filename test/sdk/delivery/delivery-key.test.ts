import { expect } from "chai"
import { inspect } from "node:util"
import { Member } from "../../../sdk/index.ts"
import { deliveryKeysOf, derivedKeyOf, secretOf } from "../../../sdk/member/member.ts"
import { memberNumber } from "../commune.ts"
import { spellings } from "./spellings.ts"

describe("a member's delivery key", () => {
  it("is the same for the same seed, for ever", async () => {
    expect(await memberNumber(1).deliveryKey()).to.equal(
      "7eea47f6173d497967b47b70f36ebf76037c8807f66b6f4404a5eed5dc9acf7f",
    )
    expect(await memberNumber(1).deliveryKey()).to.equal(await memberNumber(1).deliveryKey())
  })

  it("is another one for each member", async () => {
    const keys = await Promise.all([memberNumber(1), memberNumber(2), Member.create()].map((one) => one.deliveryKey()))
    expect(new Set(keys).size).to.equal(3)
    for (const key of keys) expect(key).to.match(/^[0-9a-f]{64}$/)
  })

  it("comes from the seed by a way of its own, as the vault's keys do", () => {
    const member = memberNumber(1)
    const keys = (["delivery", "vault-encryption", "vault-names"] as const).map((purpose) =>
      Buffer.from(derivedKeyOf(member, purpose)).toString("hex"),
    )
    expect(new Set([...keys, secretOf(member).toString(16).padStart(64, "0"), "01".repeat(32)]).size).to.equal(5)
  })

  it("shows its private half in no print, JSON or clone", async () => {
    const member = memberNumber(7)
    const keys = await deliveryKeysOf(member)
    const shown = [
      inspect(keys, { depth: 9, showHidden: true }),
      JSON.stringify(keys),
      inspect(structuredClone(Object.fromEntries(Object.entries(keys)))),
      inspect(member, { depth: 9, showHidden: true }),
    ].join()
    expect(shown).to.include(keys.publicKey)
    const seed = derivedKeyOf(member, "delivery")
    const { default: sodium } = await import("libsodium-wrappers")
    for (const secret of [seed, sodium.crypto_box_seed_keypair(seed).privateKey])
      for (const spelling of spellings(secret)) expect(shown).to.not.include(spelling)
  })
})
