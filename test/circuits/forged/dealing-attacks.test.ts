import { expect } from "chai"
import { cases } from "../../../scripts/assure/thoroughness.ts"
import { mainOf } from "../circuits.ts"
import { ORDER, SCALARS, times } from "../curve.ts"
import { LIMB } from "../dealing-model.ts"
import { WitnessRefusedError, type Inputs } from "../harness/calculator.ts"
import { ProvedCircuit } from "../harness/proved-circuit.ts"
import { R } from "../model.ts"
import { invert } from "../../../scripts/circuits/field.ts"
import { HONEST } from "./honest.ts"

/*
 * The attacks of the protocol's list that aim at trustees' proofs, on the constraints that are proved.
 */
for (const name of (["deal-5", "deal-9"] as const).slice(0, cases(1, 2))) {
  describe(`attacks on ${name}`, () => {
    const honest = HONEST[name]
    let circuit: ProvedCircuit
    let good: bigint[]
    before(async () => {
      circuit = await ProvedCircuit.load(mainOf(name))
      good = await circuit.calculate(honest)
    })

    const list = (input: string): bigint[] => honest[input] as bigint[]
    const refuses = async (what: string, inputs: Inputs): Promise<void> => {
      const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
      expect(answer, what).to.be.instanceOf(WitnessRefusedError)
      expect(circuit.proves(await circuit.calculateUnchecked(inputs)), what).to.equal(false)
    }

    it("shares without a range: limbs, multiple and carry that wrap, and still add up in the field", async () => {
      const [low, high] = [list("shareLow")[1]!, list("shareHigh")[1]!]
      // The same share, with a limb below 0 or beyond its bits.
      await refuses("low limb beyond", {
        ...honest,
        shareLow: list("shareLow").with(1, low + LIMB),
        shareHigh: list("shareHigh").with(1, high - 1n),
      })
      // Any share at all: multiple and carry that solve both equations in the field.
      const share = { low: low ^ 5n, high }
      const [lowOrder, highOrder] = [ORDER % LIMB, ORDER / LIMB]
      const [sumLow, sumHigh] = [
        low + list("multiple")[1]! * lowOrder + list("carry")[1]! * LIMB,
        high + list("multiple")[1]! * highOrder - list("carry")[1]!,
      ]
      const multiple = (sumLow - share.low + (sumHigh - share.high) * LIMB) * invert(lowOrder + highOrder * LIMB, R)
      const carry = share.high + multiple * highOrder - sumHigh
      await refuses("a share of choice", {
        ...honest,
        shareLow: list("shareLow").with(1, share.low),
        multiple: list("multiple").with(1, ((multiple % R) + R) % R),
        carry: list("carry").with(1, ((carry % R) + R) % R),
      })
      for (const input of ["shareLow", "shareHigh", "multiple", "carry"])
        for (const by of [1n, -1n])
          await refuses(`${input} ${by}`, { ...honest, [input]: list(input).with(0, list(input)[0]! + by) })
    })

    it("scalars of more bits", async () => {
      await refuses("coefficient", {
        ...honest,
        coefficient: list("coefficient").with(0, list("coefficient")[0]! + SCALARS),
      })
      await refuses("ephemeral", { ...honest, ephemeral: SCALARS })
      await refuses("-1", { ...honest, ephemeral: R - 1n })
    })

    it("recipients that there are not", async () => {
      for (const beyond of [BigInt(name.slice(5)), 16n, 253n])
        await refuses(`bit ${beyond}`, { ...honest, recipients: (honest["recipients"] as bigint) + 2n ** beyond })
    })

    it("a biased key: commitments to other coefficients than the shares are of", async () => {
      const other = list("coefficient").with(0, (list("coefficient")[0]! + 1n) % ORDER)
      await refuses("the constant term", { ...honest, coefficient: other })
      const [x, y] = times(list("coefficient")[0]! + 1n)
      expect(circuit.proves(good.with(1, x).with(2, y))).to.equal(false)
      // The identity, which adds nothing to the key.
      expect(circuit.proves(good.with(1, 0n).with(2, 1n))).to.equal(false)
    })
  })
}

describe("attacks on decrypt", () => {
  const honest = HONEST.decrypt
  let circuit: ProvedCircuit
  let good: bigint[]
  before(async () => {
    circuit = await ProvedCircuit.load(mainOf("decrypt"))
    good = await circuit.calculate(honest)
  })

  it("a share without a range", async () => {
    for (const share of [SCALARS, R - 1n, (honest["share"] as bigint) + SCALARS]) {
      const answer = await circuit.calculate({ ...honest, share }).catch((error: unknown) => error)
      expect(answer).to.be.instanceOf(WitnessRefusedError)
      expect(circuit.proves(await circuit.calculateUnchecked({ ...honest, share }))).to.equal(false)
    }
  })

  it("the identity, a point of small order or any other for the share's key or part", () => {
    for (const [x, y] of [[0n, 1n], [0n, R - 1n], times(3n)] as const) {
      for (const place of [1, 3]) expect(circuit.proves(good.with(place, x).with(place + 1, y))).to.equal(false)
    }
  })

  it("the part of another sum", async () => {
    const other = await circuit.calculate({ ...honest, point: times(9n) })
    expect(circuit.proves(good.with(3, other[3]!).with(4, other[4]!))).to.equal(false)
    expect(circuit.proves(good.with(5, other[5]!).with(6, other[6]!))).to.equal(false)
  })
})
