import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { encrypted } from "./ballot-model.ts"
import { fixture } from "./circuits.ts"
import { GENERATOR, IDENTITY, ORDER, plus, SCALARS, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { graft } from "./harness/graft.ts"
import { R } from "./model.ts"

const random = seeded("elgamal", R)
const scalar = (): bigint => random() % ORDER
const MOST = 2n ** 40n - 1n
const KEY = times(scalar())

const MESSAGE = "linear main.Num2Bits.in main.Num2Bits.out"
const SCALAR = "linear main.ScalarBits.Num2Bits.in main.ScalarBits.Num2Bits.out"

describe("circuit: Encrypt", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("encrypt")
  })

  const ciphertextOf = (witness: Witness): bigint[] =>
    [0, 1, 2, 3].map((i) => circuit.value(witness, `main.ciphertext[${i}]`))
  const encrypts = async (message: bigint, randomness: bigint, key: Point = KEY): Promise<bigint[]> => {
    const ciphertext = ciphertextOf(await satisfied(circuit, { message, randomness, key }))
    expect(ciphertext).to.deep.equal(encrypted(message, randomness, key))
    return ciphertext
  }

  it("is the ciphertext of the model, for every message of 40 bits and any randomness", async () => {
    for (const message of [0n, 1n, 2n ** 20n, MOST - 1n, MOST, random() % MOST]) await encrypts(message, scalar())
    for (const randomness of [0n, 1n, ORDER - 1n, ORDER, SCALARS - 1n]) await encrypts(123n, randomness)
    for (const key of [GENERATOR, times(2n), times(scalar())]) await encrypts(random() % MOST, scalar(), key)
  })

  it("adds up", async () => {
    const [r, s] = [scalar(), scalar()]
    const [a, b] = [await encrypts(3n, r), await encrypts(4n, s)]
    const half = (ciphertext: bigint[], at: number): Point => [ciphertext[at]!, ciphertext[at + 1]!]
    const sum = [0, 2].flatMap((at) => plus(half(a, at), half(b, at)))
    expect(sum).to.deep.equal(await encrypts(7n, (r + s) % ORDER))
  })

  it("is the same for the twin of the randomness, which nothing depends on", async () => {
    const randomness = 5n
    expect(await encrypts(3n, randomness)).to.deep.equal(await encrypts(3n, randomness + ORDER))
  })

  it("leaves the key to its caller: under the identity, the message stands open", async () => {
    const ciphertext = await encrypts(9n, scalar(), IDENTITY)
    expect(ciphertext.slice(2)).to.deep.equal(times(9n))
  })

  it("refuses a message beyond its lanes, below 0 or of the field's size", async () => {
    for (const message of [MOST + 1n, 2n ** 41n, 2n ** 64n, -1n, R / 2n]) {
      const inputs = { message, randomness: scalar(), key: KEY }
      await defeated(circuit, inputs, { template: "Num2Bits", places: [MESSAGE] })
    }
  })

  it("refuses randomness of more than 251 bits", async () => {
    for (const randomness of [SCALARS, -1n, R / 2n]) {
      await defeated(circuit, { message: 1n, randomness, key: KEY }, { template: "Num2Bits", places: [SCALAR] })
    }
  })

  describe("cannot be made to show", () => {
    const own = { message: 1n, randomness: scalar(), key: KEY }
    let witness: Witness
    before(async () => {
      witness = await circuit.calculate(own)
    })

    it("one randomness in the first point and another in the second", async () => {
      // With a mask that is not the first point's, a ballot would add whatever its voter likes to the result.
      const other = await circuit.calculate({ ...own, randomness: scalar() })
      forged(circuit, witness, graft(circuit, other, "main.PointTimes", "main.PointSum"), [
        "linear main.PointTimes.bits main.bits",
      ])
      forged(circuit, witness, graft(circuit, other, "main.GeneratorTimes"), [
        "linear main.GeneratorTimes.bits main.bits",
      ])
    })

    it("bits that are not the randomness", async () => {
      const other = await circuit.calculate({ ...own, randomness: scalar() })
      const all = graft(circuit, other, "main.ScalarBits", "main.GeneratorTimes", "main.PointTimes", "main.PointSum")
      forged(circuit, witness, all, ["linear main.ScalarBits.scalar main.randomness"])
      const products = graft(circuit, other, "main.bits", "main.GeneratorTimes", "main.PointTimes", "main.PointSum")
      forged(circuit, witness, products, ["linear main.ScalarBits.bits main.bits"])
    })

    it("another message than the one that was counted", async () => {
      const more = await circuit.calculate({ ...own, message: 2n ** 39n })
      forged(circuit, witness, graft(circuit, more, "main.GeneratorTimes#1", "main.PointSum"), [
        "linear main.GeneratorTimes#1.bits main.messageBits",
      ])
      const product = graft(circuit, more, "main.messageBits", "main.GeneratorTimes#1", "main.PointSum")
      forged(circuit, witness, product, ["linear main.Num2Bits.out main.messageBits"])
      forged(circuit, witness, { ...product, ...graft(circuit, more, "main.Num2Bits") }, [
        "linear main.Num2Bits.in main.message",
      ])
    })

    it("a message under another key", async () => {
      const other = await circuit.calculate({ ...own, key: GENERATOR })
      forged(circuit, witness, graft(circuit, other, "main.PointTimes", "main.PointSum"), [
        "linear main.PointTimes.base main.key",
      ])
    })

    it("other points than were computed", async () => {
      const open = await circuit.calculate({ ...own, key: IDENTITY })
      const other = await circuit.calculate({ ...own, randomness: scalar() })
      for (const [forgery, place] of [
        [graft(circuit, other, "main.first"), "linear main.GeneratorTimes.point main.first"],
        [graft(circuit, other, "main.mask", "main.PointSum"), "linear main.PointTimes.point main.mask"],
        [
          graft(circuit, open, "main.PointSum.second", "main.PointSum.BabyAdd"),
          "linear main.PointSum.second main.mask",
        ],
        [graft(circuit, other, "main.second"), "linear main.PointSum.point main.second"],
        [graft(circuit, other, "main.ciphertext[0]", "main.ciphertext[1]"), "linear main.ciphertext main.first"],
        [graft(circuit, other, "main.ciphertext[2]", "main.ciphertext[3]"), "linear main.ciphertext main.second"],
      ] as const) {
        forged(circuit, witness, forgery, [place])
      }
      const more = await circuit.calculate({ ...own, message: 2n })
      const plain = graft(circuit, more, "main.plain", "main.PointSum")
      forged(circuit, witness, plain, ["linear main.GeneratorTimes#1.point main.plain"])
      forged(circuit, witness, { ...plain, ...graft(circuit, witness, "main.plain") }, [
        "linear main.PointSum.first main.plain",
      ])
    })
  })
})
