import { expect } from "chai"
import fc from "fast-check"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { decodeOpening, encodeOpening, OPENING_BYTES } from "../../../sdk/delivery/opening-encoding.ts"
import { EnvelopeError, InvalidInputError, Sheet, type RecordOpening } from "../../../sdk/index.ts"
import { memberNumber } from "../commune.ts"
import { refused } from "../refused.ts"
import { onlyOpening, openingOf, weekOf } from "./scene.ts"

const ana = memberNumber(1)
const others = [2, 3, 4, 5, 6, 7].map(memberNumber)

/** Where each part begins. */
const AT = { version: 0, amount: 1, day: 4, kind: 7, salt: 8, root: 40, position: 72, sibling: 73, padding: 459 }

describe("the encoding of an opening", () => {
  it("gives back what went in, for every content and place in a sheet", () => {
    const content = fc.record({
      amount: fc.oneof(fc.constantFrom(1, 2 ** 24 - 1), fc.integer({ min: 1, max: 2 ** 24 - 1 })),
      kind: fc.integer({ min: 0, max: 31 }),
      day: fc.oneof(fc.constantFrom(0, 2 ** 20 - 1), fc.integer({ min: 0, max: 2 ** 20 - 1 })),
      before: fc.integer({ min: 0, max: 124 }),
    })
    fc.assert(
      fc.property(content, ({ amount, kind, day, before }) => {
        const rows = Array.from({ length: before }, (_, index) => ({ commitment: index + 1, amount: 1, kind: 0 }))
        const sheet = Sheet.of(day, [...rows, { commitment: ana.commitment, amount, kind }])
        const opening = onlyOpening(sheet, ana)
        const bytes = encodeOpening(opening, ana.commitment)
        expect(bytes.length).to.equal(OPENING_BYTES)
        expect(decodeOpening(bytes, ana.commitment)).to.deep.equal(opening)
      }),
      { numRuns: 12 },
    )
  })

  it("is one and the same however the numbers are spelled", () => {
    const opening = onlyOpening(weekOf([ana, ...others]), ana)
    const spelled: RecordOpening = {
      ...opening,
      salt: `0x${BigInt(opening.salt).toString(16)}`,
      path: opening.path.map((children) => children.map((child) => `0${child}`)),
    }
    expect(encodeOpening(spelled, ana.commitment)).to.deep.equal(encodeOpening(opening, ana.commitment))
  })

  it("takes no opening of another's record, of no sheet, or without an amount", async () => {
    const opening = onlyOpening(weekOf([ana, ...others]), ana)
    await refused(() => encodeOpening(opening, memberNumber(2).commitment), InvalidInputError)
    await refused(() => encodeOpening({ ...opening, amount: 299 }, ana.commitment), InvalidInputError)
    const empty = openingOf(ana, { amount: 0, day: 20_000, kind: 0 }, 5n)
    await refused(() => encodeOpening(empty, ana.commitment), InvalidInputError, "amount")
  })

  describe("is refused", () => {
    const opening = onlyOpening(weekOf([...others, ana], "2026-01-04", 4321), ana)
    const good = encodeOpening(opening, ana.commitment)

    const alterations: Record<string, { change: (bytes: Uint8Array) => unknown; problem: RegExp }> = {
      "of version 0": { change: (bytes) => (bytes[AT.version] = 0), problem: /version/ },
      "of version 2": { change: (bytes) => (bytes[AT.version] = 2), problem: /version/ },
      "with amount 0": { change: (bytes) => bytes.fill(0, AT.amount, AT.amount + 3), problem: /amount is 0/ },
      "with a day of 2^20": { change: (bytes) => bytes.set([0x10, 0, 0], AT.day), problem: /day is out of range/ },
      "with a kind of 32": { change: (bytes) => (bytes[AT.kind] = 32), problem: /kind is out of range/ },
      "with a salt of r": {
        change: (bytes) => bytes.set(fieldBytes(FIELD_ORDER), AT.salt),
        problem: /salt.*canonical/,
      },
      "with its salt + r": {
        change: (bytes) => bytes.set(fieldBytes(BigInt(opening.salt) + FIELD_ORDER), AT.salt),
        problem: /salt.*canonical/,
      },
      "with its root + r": {
        change: (bytes) => bytes.set(fieldBytes(BigInt(opening.sheetRoot) + FIELD_ORDER), AT.root),
        problem: /its .*root.*canonical/,
      },
      "with a sibling of 2^256 - 1": {
        change: (bytes) => bytes.fill(0xff, AT.sibling, AT.sibling + 32),
        problem: /path.*canonical/,
      },
      "with a position of 5": { change: (bytes) => (bytes[AT.position] = 5), problem: /position is out of range/ },
      "with another position": {
        change: (bytes) => (bytes[AT.position] = bytes[AT.position] === 0 ? 1 : 0),
        problem: /does not lead/,
      },
      "with another amount": { change: (bytes) => (bytes[AT.amount + 2]! ^= 1), problem: /does not lead/ },
      "with another day": { change: (bytes) => (bytes[AT.day + 2]! ^= 1), problem: /does not lead/ },
      "with another kind": { change: (bytes) => (bytes[AT.kind]! ^= 1), problem: /does not lead/ },
      "with another salt": { change: (bytes) => (bytes[AT.salt + 31]! ^= 1), problem: /does not lead/ },
      "with another root": { change: (bytes) => (bytes[AT.root + 31]! ^= 1), problem: /does not lead/ },
      "with another sibling": { change: (bytes) => (bytes[AT.sibling + 31]! ^= 1), problem: /does not lead/ },
      "with something after it": { change: (bytes) => (bytes[AT.padding] = 1), problem: /follows/ },
      "with something at its end": { change: (bytes) => (bytes[OPENING_BYTES - 1] = 1), problem: /follows/ },
    }
    for (const [name, { change, problem }] of Object.entries(alterations)) {
      it(name, async () => {
        const bytes = Uint8Array.from(good)
        change(bytes)
        const error = await refused(() => decodeOpening(bytes, ana.commitment), EnvelopeError, problem)
        expect(error.cause).to.equal(undefined)
        for (const value of ["4321", opening.salt, opening.sheetRoot]) {
          expect(error.message + JSON.stringify(error.details)).to.not.include(value)
        }
      })
    }

    it("when it is another length", async () => {
      for (const bytes of [new Uint8Array(), good.slice(0, -1), Uint8Array.from([...good, 0])])
        await refused(() => decodeOpening(bytes, ana.commitment), EnvelopeError, "512")
    })

    it("with its own node at a later place than the first of two equal ones", async () => {
      // A sheet on which a record stands twice can be spelled in two ways, and only one of them counts.
      const twice = Uint8Array.from(good)
      const position = twice[AT.position]!
      expect(position).to.equal(1)
      const record = fieldBytes(BigInt(opening.path[0]![position]!))
      twice.set(record, AT.sibling)
      await refused(() => decodeOpening(twice, ana.commitment), EnvelopeError, "canonical form")
    })

    it("by any other member", () =>
      refused(() => decodeOpening(good, others[0]!.commitment), EnvelopeError, "does not lead"))
  })
})

function fieldBytes(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex")
}
