import { expect } from "chai"
import { InvalidInputError } from "../../../sdk/index.ts"
import { classNumber, packAttributes, unpackAttributes } from "../../../sdk/member/attributes.ts"
import { refused } from "../refused.ts"

describe("attributes", () => {
  it("packs class + 2^8 * admitted and back", () => {
    expect(packAttributes({ class: 15, admitted: 19783 })).to.equal(15n + 256n * 19783n)
    expect(unpackAttributes(15n + 256n * 19783n)).to.deep.equal({ class: 15, admitted: 19783 })
    expect(packAttributes({ class: 0, admitted: 2 ** 20 - 1 })).to.equal(256n * (2n ** 20n - 1n))
  })

  for (const wrong of [16n, 255n, 2n ** 28n, -1n]) {
    it(`refuses ${wrong} as a packing`, () => refused(() => unpackAttributes(wrong), InvalidInputError))
  }

  it("knows classes by name and number", async () => {
    expect(classNumber("worker", ["a", "worker"])).to.equal(1)
    expect(classNumber(7, [])).to.equal(7)
    await refused(() => classNumber("boss", ["a", "worker"]), InvalidInputError, '"boss"', "a, worker")
    await refused(() => classNumber(16, []), InvalidInputError, "16")
  })
})
