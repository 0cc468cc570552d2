import { expect } from "chai"
import { hours, InvalidInputError, Kinds, packSheetPolicy, type SheetRules } from "../../../sdk/index.ts"
import { KINDS } from "../commune.ts"
import { refused } from "../refused.ts"

const RULES: SheetRules = { kinds: KINDS, cap: hours(14), minimumRows: 3 }

describe("rules for sheets", () => {
  it("pack groups (128 bits) + 2^128 * cap + 2^152 * minimumRows", () => {
    expect(packSheetPolicy(RULES)).to.equal(0x9321n + (840n << 128n) + (3n << 152n))
  })

  it("have every bit set at most up to bit 158", () => {
    const certificates = Array.from({ length: 32 }, (_, index) => ({ name: `test ${index}`, certificate: true }))
    const largest = packSheetPolicy({ kinds: Kinds.of(certificates), cap: 2 ** 24 - 1, minimumRows: 125 })
    expect(largest).to.equal(BigInt(`0x${"9".repeat(32)}`) + ((2n ** 24n - 1n) << 128n) + (125n << 152n))
    expect(largest < 1n << 159n).to.equal(true)
    expect(packSheetPolicy({ ...RULES, cap: 1, minimumRows: 1 })).to.equal(0x9321n + (1n << 128n) + (1n << 152n))
  })

  for (const wrong of [
    { cap: 0 },
    { cap: -60 },
    { cap: 2 ** 24 },
    { cap: 1.5 },
    { cap: Number.NaN },
    { minimumRows: 0 },
    { minimumRows: 126 },
    { minimumRows: 2.5 },
    { minimumRows: Number.POSITIVE_INFINITY },
  ]) {
    const [[parameter, value]] = Object.entries(wrong) as [[string, number]]
    it(`refuse ${parameter} ${value}`, () =>
      refused(() => packSheetPolicy({ ...RULES, ...wrong }), InvalidInputError, parameter, String(value)))
  }
})
