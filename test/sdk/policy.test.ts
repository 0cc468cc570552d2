import { expect } from "chai"
import { dayOf, InvalidInputError } from "../../sdk/index.ts"
import { DEFAULT_CLASSES } from "../../sdk/member/attributes.ts"
import { describePolicy, packPolicy, policyTerms, type Policy } from "../../sdk/policy.ts"
import { refused } from "./refused.ts"

describe("policies", () => {
  it("packs classes + 2^16 * admittedBy + 2^36 * limit", () => {
    const terms = policyTerms({ classes: ["full", "consumer", 15], admittedBy: "2024-03-01", uses: 3 }, DEFAULT_CLASSES)
    expect(packPolicy(terms)).to.equal(0b1000_0000_0000_1010n + (19783n << 16n) + (3n << 36n))
  })

  it("without more words admits every day, once", () => {
    expect(policyTerms({ classes: ["full"] }, DEFAULT_CLASSES)).to.deep.equal({
      classes: [1],
      admittedBy: 2 ** 20 - 1,
      uses: 1,
    })
  })

  it("is the same for the same classes in another order or named twice", () => {
    const pack = (classes: Policy["classes"]) => packPolicy(policyTerms({ classes }, DEFAULT_CLASSES))
    expect(pack(["worker", "full", 1])).to.equal(pack(["full", "worker"]))
  })

  it("says itself in words", () => {
    const packed = packPolicy(
      policyTerms({ classes: ["full", 9], admittedBy: dayOf("2024-03-01"), uses: 2 }, DEFAULT_CLASSES),
    )
    expect(describePolicy(packed, DEFAULT_CLASSES)).to.equal("full or class 9 admitted by 2024-03-01, 2 uses")
  })

  for (const wrong of [
    { classes: [] },
    { classes: ["boss"] },
    { classes: [16] },
    { classes: ["full"], uses: 0 },
    { classes: ["full"], uses: 65536 },
    { classes: ["full"], uses: 1.5 },
    { classes: ["full"], admittedBy: "soon" },
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => refused(() => policyTerms(wrong, DEFAULT_CLASSES), InvalidInputError))
  }
})
