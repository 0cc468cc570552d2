import { expect } from "chai"
import { loadVectors } from "./load.ts"

const { layouts } = loadVectors("parameters")

/** Packs by the layout that parameters.json states, and refuses what does not fit. */
function pack(layout: keyof typeof layouts, values: Record<string, bigint>): bigint {
  expect(Object.keys(values).sort()).to.deep.equal(layouts[layout].map(({ name }) => name).sort())
  return layouts[layout].reduce((packed, { name, from, bits }) => {
    expect(values[name]! < 1n << bits, `${name} fits`).to.equal(true)
    return packed | (values[name]! << from)
  }, 0n)
}

const setOf = (values: bigint[]): bigint => values.reduce((set, value) => set | (1n << value), 0n)

describe("vectors: packing", () => {
  it("has layouts whose parts do not overlap", () => {
    for (const parts of Object.values(layouts)) {
      let end = 0n
      for (const { from, bits } of parts) {
        expect(from >= end).to.equal(true)
        end = from + bits
      }
    }
  })

  it("packs attributes by the layout", () => {
    for (const { class: klass, admitted, attributes } of loadVectors("identity").leaves) {
      expect(pack("attributes", { class: klass, admitted })).to.equal(attributes)
    }
  })

  it("packs records by the layout", () => {
    for (const { amount, day, kind, packed } of loadVectors("record")) {
      expect(pack("record", { amount, day, kind })).to.equal(packed)
    }
  })

  it("packs policies by the layout", () => {
    for (const { classes, admittedBy, limit, policy } of loadVectors("policy")) {
      expect(pack("policy", { classes: setOf(classes), admittedBy, limit })).to.equal(policy)
    }
  })

  it("packs quota policies by the layout", () => {
    for (const { kinds, from, to, threshold, quotaPolicy } of loadVectors("quota-policy")) {
      expect(pack("quotaPolicy", { kinds: setOf(kinds), from, to, threshold })).to.equal(quotaPolicy)
    }
  })

  it("packs ballot rules by the layout", () => {
    for (const { options, ciphertexts, ballotRule, used, ...values } of loadVectors("ballot").rules) {
      if (options > 0n) expect(BigInt(used.length), `${options} options in ${ciphertexts}`).to.equal(options)
      expect(pack("ballotRule", { used: setOf(used), ...values })).to.equal(ballotRule)
    }
  })

  it("fills every part of every layout somewhere", () => {
    const full = (bits: bigint): bigint => (1n << bits) - 1n
    const seen = {
      attributes: loadVectors("identity").leaves.map((vector) => vector.attributes),
      record: loadVectors("record").map((vector) => vector.packed),
      policy: loadVectors("policy").map((vector) => vector.policy),
      quotaPolicy: loadVectors("quota-policy").map((vector) => vector.quotaPolicy),
      ballotRule: loadVectors("ballot").rules.map((vector) => vector.ballotRule),
    }
    for (const layout of Object.keys(seen) as (keyof typeof seen)[]) {
      for (const { name, from, bits } of layouts[layout]) {
        const filled = seen[layout].some((packed) => ((packed >> from) & full(bits)) === full(bits))
        expect(filled, `${layout}.${name}`).to.equal(true)
      }
    }
  })
})
