import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { release } from "./circuits.ts"
import { GENERATOR, IDENTITY, opposite, ORDER, SCALARS, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied, unprovable } from "./harness/expectations.ts"
import { graft } from "./harness/graft.ts"
import { R } from "./model.ts"

const random = seeded("decrypt", R)
const scalar = (): bigint => random() % ORDER

describe("circuit: decrypt", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await release("decrypt")
  })

  const admits = async (share: bigint, point: Point): Promise<Witness> => {
    const witness = await satisfied(circuit, { share, point })
    expect(circuit.publics(witness)).to.deep.equal([...times(share), ...times(share, point), ...point])
    return witness
  }

  describe("admits", () => {
    it("every share, also 0, the largest and twins", async () => {
      const point = times(scalar())
      for (const share of [0n, 1n, ORDER - 1n, ORDER, ORDER + 1n, SCALARS - 1n, scalar()]) await admits(share, point)
    })

    it("every point of the subgroup", async () => {
      const share = scalar()
      for (const point of [GENERATOR, opposite(GENERATOR), times(scalar()), times(share)]) await admits(share, point)
    })

    it("the identity, to which a sum of ballots may come: its part is the identity", async () => {
      const witness = await admits(scalar(), IDENTITY)
      expect(circuit.publics(witness).slice(2, 4)).to.deep.equal(IDENTITY)
    })

    it("the same parts for a share and its twin", async () => {
      const point = times(scalar())
      const [own, twin] = [await admits(7n, point), await admits(7n + ORDER, point)]
      expect(circuit.publics(own)).to.deep.equal(circuit.publics(twin))
    })
  })

  describe("refuses", () => {
    const point = times(scalar())
    const share = scalar()
    let witness: Witness, other: Witness, elsewhere: Witness
    before(async () => {
      witness = await circuit.calculate({ share, point })
      other = await circuit.calculate({ share: scalar(), point })
      elsewhere = await circuit.calculate({ share, point: GENERATOR })
    })

    it("a share of more than 251 bits", async () => {
      const places = ["linear main.ScalarBits.Num2Bits.in main.ScalarBits.Num2Bits.out"]
      for (const large of [SCALARS, -1n, R / 2n]) {
        await defeated(circuit, { share: large, point }, { template: "Num2Bits", places })
      }
    })

    it("one share in the share key and another in the part", () => {
      forged(circuit, witness, graft(circuit, other, "main.PointTimes"), ["linear main.PointTimes.bits main.bits"])
      forged(circuit, witness, graft(circuit, other, "main.GeneratorTimes"), [
        "linear main.GeneratorTimes.bits main.bits",
      ])
      const both = graft(circuit, other, "main.PointTimes", "main.GeneratorTimes", "main.bits")
      forged(circuit, witness, both, ["linear main.ScalarBits.bits main.bits"])
    })

    it("bits that are not the share's", () => {
      const all = graft(circuit, other, "main.ScalarBits", "main.PointTimes", "main.GeneratorTimes")
      forged(circuit, witness, all, ["linear main.ScalarBits.scalar main.share"])
    })

    it("a part of another point", () => {
      forged(circuit, witness, graft(circuit, elsewhere, "main.PointTimes"), ["linear main.PointTimes.base main.point"])
    })

    it("the identity for the part, with which the sum would be taken for decrypted", async () => {
      const identity = await circuit.calculate({ share, point: IDENTITY })
      const mul = "main.PointTimes.EscalarMulAny"
      const parts = ["segments", "doublers", "m2e", "adders"].map((part) => `${mul}.${part}`)
      const forgery = circuit.forge(witness, {
        ...graft(circuit, identity, ...parts),
        [`${mul}.zeropoint.out`]: 1n,
        [`${mul}.zeropoint.inv`]: 0n,
      })
      expect(circuit.publics(forgery).slice(2, 4)).to.deep.equal(IDENTITY)
      unprovable(circuit, forgery, [`${mul}.zeropoint.in ${mul}.zeropoint.out`])
    })

    it("another share key or part than was computed", () => {
      for (const i of [0, 1]) {
        forged(circuit, witness, { [`main.shareKey[${i}]`]: random() }, [
          "linear main.GeneratorTimes.point main.shareKey",
        ])
        forged(circuit, witness, { [`main.part[${i}]`]: random() }, ["linear main.PointTimes.point main.part"])
      }
    })

    it("a change of any public signal of a finished proof", () => {
      const simplified = circuit.simplify(witness)
      loadVectors("parameters").signals.decrypt.forEach((name, index) => {
        for (const value of [simplified[index + 1]! + 1n, 0n, R - 1n, R - simplified[index + 1]!, random()]) {
          const changed = simplified.with(index + 1, value)
          expect(circuit.breaksAt(changed, index + 1), `${name} = ${value}`).to.equal(true)
        }
      })
    })
  })
})
