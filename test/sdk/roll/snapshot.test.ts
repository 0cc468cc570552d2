import { expect } from "chai"
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts"
import { NotInRollError, Roll, SnapshotError, type Admission } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"
import { crowd } from "./scene.ts"

const HEADER = 80
const MEMBER = 36

/** A roll of 30 places, one of them empty. */
function scene(): { roll: Roll; snapshot: Uint8Array<ArrayBuffer>; gone: bigint } {
  const list = crowd(30)
  const roll = Roll.of(list)
  const gone = (list[4] as Admission).commitment as bigint
  roll.remove(gone)
  return { roll, snapshot: roll.snapshot(), gone }
}

/** The same bytes with others at a place. */
function altered(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}

function littleEndian(value: bigint): number[] {
  return Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 255n))
}

describe("a roll's snapshot", () => {
  it("brings back the same roll, empty places included", async () => {
    const { roll, snapshot, gone } = scene()
    expect(snapshot.length).to.equal(HEADER + 30 * MEMBER)
    for (const threads of [1, 2]) {
      const loaded = await Roll.load(snapshot, { threads })
      expect([loaded.root, loaded.size, loaded.memberCount]).to.deep.equal([roll.root, 30, 29])
      expect(loaded.members).to.deep.equal(roll.members)
      await refused(() => loaded.path(gone), NotInRollError)
      expect(loaded.snapshot()).to.deep.equal(snapshot)
    }
    const empty = Roll.of([]).snapshot()
    expect((await Roll.load(empty)).root).to.equal(0n)
  })

  it("is read from within a larger buffer", async () => {
    const { roll, snapshot } = scene()
    const larger = new Uint8Array(snapshot.length + 7)
    larger.set(snapshot, 3)
    expect((await Roll.load(larger.subarray(3, 3 + snapshot.length))).root).to.equal(roll.root)
  })

  it("goes on from there as the roll would have", async () => {
    const { roll, snapshot } = scene()
    const loaded = await Roll.load(snapshot)
    const late = crowd(31)[30] as Admission
    for (const each of [roll, loaded]) {
      each.admit(late)
      each.remove(crowd(30)[29]?.commitment as bigint)
    }
    expect(loaded.root).to.equal(roll.root)
  })

  it("is refused when any of its bytes that the root is made from is another", async () => {
    const { snapshot } = scene()
    for (let at = 16; at < snapshot.length; at += at < HEADER ? 5 : 11) {
      // The chain, contract and block are compared with the chain, where there is one.
      if (at >= 48 && at < HEADER) continue
      await refused(() => Roll.load(altered(snapshot, at, (snapshot[at] as number) ^ 1)), SnapshotError)
    }
  })

  for (const [problem, alter, ...named] of [
    ["is something else", (bytes) => altered(bytes, 0, 0x52), "does not begin"],
    ["is cut off before its members", (bytes) => bytes.slice(0, 79), "does not begin"],
    ["is empty", () => new Uint8Array(), "does not begin"],
    ["is of a later version", (bytes) => altered(bytes, 8, 2), "version 2", "version 1"],
    ["is cut off", (bytes) => bytes.slice(0, -1), "1159 bytes", "1160"],
    ["is too long", (bytes) => Uint8Array.from([...bytes, 0]), "1161 bytes"],
    [
      "says that it is larger than any roll",
      (bytes) => altered(bytes, 12, 0, 0, 0, 255),
      "4278190080 places",
      "1953125",
    ],
    ["has other members than its root says", (bytes) => altered(bytes, 12 + 4, 9), "root"],
    [
      "has a member twice",
      (bytes) => altered(bytes, HEADER, ...bytes.slice(HEADER + MEMBER, HEADER + MEMBER + 32)),
      "place 1",
    ],
    ["has a commitment of r", (bytes) => altered(bytes, HEADER, ...littleEndian(FIELD_ORDER)), "place 0", "below r"],
    [
      "has a commitment that is a member's plus r",
      (bytes) => altered(bytes, HEADER, ...littleEndian((crowd(1)[0]?.commitment as bigint) + FIELD_ORDER)),
      "below r",
    ],
    ["has a class of 16", (bytes) => altered(bytes, HEADER + 32, 16), "place 0"],
    ["has a day beyond 20 bits", (bytes) => altered(bytes, HEADER + 35, 0x10), "place 0"],
    ["has attributes where nobody is", (bytes) => altered(bytes, HEADER + 4 * MEMBER + 32, 1), "place 4", "no member"],
  ] as [string, (bytes: Uint8Array) => Uint8Array, ...string[]][]) {
    it(`is refused when it ${problem}`, async () => {
      await refused(() => Roll.load(alter(scene().snapshot)), SnapshotError, ...named)
    })
  }
})
