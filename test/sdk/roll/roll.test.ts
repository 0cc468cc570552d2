import { expect } from "chai"
import { poseidon2 } from "poseidon-lite"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import {
  dayOf,
  InvalidFieldElementError,
  InvalidInputError,
  NotInRollError,
  Roll,
  today,
  type Admission,
} from "../../../sdk/index.ts"
import { memberNumber, smallCommune } from "../commune.ts"
import { refused, type ErrorClass } from "../refused.ts"

const STRANGER = { commitment: memberNumber(99).commitment, class: "full", admitted: "2024-01-01" }

describe("the roll", () => {
  it("holds P2(commitment, attributes) of each member", () => {
    const { members, roll } = smallCommune()
    const { children } = roll.path((members[3] as { commitment: bigint }).commitment)
    expect(children[0]?.[3]).to.equal(poseidon2([members[3]?.commitment as bigint, BigInt(256 * 19783)]))
    expect(roll.memberCount).to.equal(7)
  })

  for (const [problem, wrong, kind, ...named] of [
    ["a member twice", { commitment: memberNumber(2).commitment.toString() }, InvalidInputError, "does not hold yet"],
    ["a zero commitment", { commitment: 0 }, InvalidInputError, "members[0].commitment"],
    ["a commitment of r", { commitment: FIELD_ORDER }, InvalidFieldElementError, "members[0].commitment"],
    ["a commitment in words", { commitment: "mine" }, InvalidFieldElementError, '"mine"'],
    ["an unknown class", { class: "boss" }, InvalidInputError, '"boss"', "candidate"],
    ["a day that is none", { admitted: "2024-02-30" }, InvalidInputError, "2024-02-30"],
  ] as [string, Partial<Admission>, ErrorClass, ...string[]][]) {
    it(`refuses ${problem} and stays as it was`, async () => {
      const { roll } = smallCommune()
      const before = roll.root
      await refused(() => roll.admit({ ...STRANGER, ...wrong }), kind, ...named)
      expect(roll.root).to.equal(before)
      expect(roll.memberCount).to.equal(7)
    })
  }

  it("admits all of a list or none, also when one stands twice in the list", async () => {
    const { roll } = smallCommune()
    await refused(() => roll.admit(STRANGER, STRANGER), InvalidInputError)
    await refused(() => Roll.of([STRANGER, STRANGER]), InvalidInputError)
    expect(roll.size).to.equal(7)
    roll.admit(STRANGER)
    expect(roll.indexOf(STRANGER.commitment)).to.equal(7)
  })

  it("changes attributes, and the old root is good for the window", async () => {
    const { roll } = smallCommune()
    const ana = memberNumber(1).commitment
    const before = roll.root
    roll.changeAttributes(ana, { class: "worker", admitted: "2024-03-01" })
    expect(roll.entryOf(ana).class).to.equal(2)
    expect(await roll.knowsRoot(before)).to.equal(true)
  })

  it("replaces a key as of today, forgets the old one, and ends old roots", async () => {
    const { roll } = smallCommune()
    const [ana, anew] = [memberNumber(1).commitment, memberNumber(50).commitment]
    const before = roll.root
    roll.replaceCommitment(ana, anew)
    expect(roll.entryOf(anew)).to.deep.equal({ commitment: anew, class: 1, admitted: today() })
    expect(roll.indexOf(anew)).to.equal(0)
    expect(roll.has(ana)).to.equal(false)
    expect(await roll.knowsRoot(before)).to.equal(false)
    await refused(
      () => roll.replaceCommitment(anew, memberNumber(2).commitment),
      InvalidInputError,
      "does not hold yet",
    )
  })

  it("removes a member for good: old roots end, the place stays empty, a return has a new place", async () => {
    const { roll } = smallCommune()
    const [ana, bo] = [memberNumber(1).commitment, memberNumber(2).commitment]
    const before = roll.root
    roll.remove(ana)
    roll.remove(bo)
    expect(await roll.knowsRoot(before)).to.equal(false)
    await refused(() => roll.path(ana), NotInRollError, ana.toString())
    roll.admit(
      { commitment: bo, class: "full", admitted: dayOf("2026-01-01") },
      { commitment: ana, class: "full", admitted: "2026-01-01" },
    )
    expect([roll.indexOf(bo), roll.indexOf(ana)]).to.deep.equal([7, 8])
    expect([roll.size, roll.memberCount, roll.members.length]).to.deep.equal([9, 7, 7])
  })
})
