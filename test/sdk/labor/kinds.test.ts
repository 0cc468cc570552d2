import { expect } from "chai"
import { InvalidInputError, Kinds, type Kind } from "../../../sdk/index.ts"
import { packKindGroups } from "../../../sdk/labor/kinds.ts"
import { KINDS } from "../commune.ts"
import { refused } from "../refused.ts"

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `kind ${index}`)

describe("kinds", () => {
  it("are numbered by their place", async () => {
    expect(KINDS.numberOf("care")).to.equal(1)
    expect(KINDS.nameOf(3)).to.equal("saw")
    expect(Kinds.of(names(32).map((name) => ({ name, group: "all" }))).numberOf("kind 31")).to.equal(31)
    await refused(() => KINDS.numberOf("juggling"), InvalidInputError, "juggling", "kitchen, care")
    await refused(() => KINDS.numberOf(4), InvalidInputError, "4")
    await refused(() => KINDS.numberOf(-1), InvalidInputError, "-1")
    await refused(() => KINDS.numberOf(0.5), InvalidInputError, "0.5")
  })

  it("are refused for none, too many, and a name that is empty or given twice", async () => {
    await refused(() => Kinds.of([]), InvalidInputError, "0")
    await refused(() => Kinds.of(names(33).map((name) => ({ name, group: "all" }))), InvalidInputError, "33", "32")
    await refused(() => Kinds.of(["a", "a"]), InvalidInputError, '"a"')
    await refused(() => Kinds.of(["a", ""]), InvalidInputError, '""')
  })
})

describe("groups of kinds", () => {
  const MANY: (string | Kind)[] = [
    "kitchen",
    { name: "sick", excused: true },
    { name: "beans", group: "food" },
    { name: "saw", certificate: true },
    { name: "leave", excused: true },
    { name: "milk", group: "food" },
    { name: "old age", excused: true, group: "pensions" },
    { name: "driving", certificate: true, group: "food" },
  ]

  it("are the kind's own when none is named, one for all that is excused, and none for certificates", () => {
    const kinds = Kinds.of(MANY)
    expect(kinds.groups).to.deep.equal(["kitchen", "excused", "food", "pensions"])
    const groups = kinds.list.map(({ name }) => kinds.groupOf(name))
    expect(groups).to.deep.equal([0, 1, 2, undefined, 1, 2, 3, undefined])
    expect(kinds.list.map((_, number) => kinds.groupOf(number))).to.deep.equal(groups)
    expect(["saw", "driving", "sick"].map((name) => kinds.isCertificate(name))).to.deep.equal([true, true, false])
  })

  it("keep their numbers when kinds are added at the end", () => {
    const before = Kinds.of(MANY)
    const after = Kinds.of([...MANY, "garden", { name: "eggs", group: "food" }])
    expect(after.groups.slice(0, 4)).to.deep.equal(before.groups)
    expect(packKindGroups(after) % 16n ** 8n).to.equal(packKindGroups(before))
  })

  it("are at most eight", async () => {
    expect(Kinds.of([...names(8), { name: "saw", certificate: true }]).groups).to.have.length(8)
    await refused(() => Kinds.of(names(9)), InvalidInputError, "9", "at most 8", "`group`")
    await refused(() => Kinds.of([...names(8), { name: "sick", excused: true }]), InvalidInputError, "9")
    const together = names(32).map((name, index) => ({ name, group: `group ${index % 8}` }))
    expect(Kinds.of(together).groups).to.have.length(8)
  })

  it("pack four bits a kind: 0 for none, 1 to 8 for a group, 9 for a certificate", () => {
    expect(packKindGroups(Kinds.of(MANY))).to.equal(0x94329321n)
    expect(packKindGroups(KINDS)).to.equal(0x9321n)
    const all = Kinds.of(names(32).map((name, index) => ({ name, group: `group ${Math.floor(index / 4)}` })))
    expect(packKindGroups(all)).to.equal(0x88887777666655554444333322221111n)
  })
})
