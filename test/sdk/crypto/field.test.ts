import { expect } from "chai"
import { fieldElement, FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { randomFieldElement, reduce } from "../../../sdk/crypto/random.ts"
import { InvalidFieldElementError } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

describe("field elements", () => {
  it("reads every spelling of a number as one number", () => {
    for (const spelling of [255n, 255, "255", "0255", "0xff", "0x00FF"])
      expect(fieldElement(spelling, "x")).to.equal(255n)
    expect(fieldElement(FIELD_ORDER - 1n, "x")).to.equal(FIELD_ORDER - 1n)
  })

  for (const wrong of [
    FIELD_ORDER,
    FIELD_ORDER + 5n,
    -1n,
    -1,
    0.5,
    Number.MAX_SAFE_INTEGER + 1,
    "",
    " 1",
    "1n",
    "0x",
    "1e3",
    `0x${"f".repeat(64)}`,
    "-1",
  ]) {
    it(`refuses ${String(wrong)} and never reduces it`, () =>
      refused(() => fieldElement(wrong, "thing"), InvalidFieldElementError, "thing"))
  }

  it("reduces 64 bytes as a big-endian number", () => {
    expect(reduce(Uint8Array.of(1, 0))).to.equal(256n)
    expect(reduce(new Uint8Array(64).fill(255))).to.equal((2n ** 512n - 1n) % FIELD_ORDER)
  })

  it("draws different elements below r", () => {
    const drawn = new Set(Array.from({ length: 200 }, randomFieldElement))
    expect(drawn.size).to.equal(200)
    for (const element of drawn) expect(element < FIELD_ORDER).to.equal(true)
    // A narrower source would leave the upper bits empty.
    expect([...drawn].some((element) => element > FIELD_ORDER / 2n)).to.equal(true)
  })
})
