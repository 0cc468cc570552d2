import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { loadVectors } from "../vectors/load.ts"
import { mainOf, release } from "./circuits.ts"
import { IDENTITY, ORDER, plus, SCALARS, times } from "./curve.ts"
import type { Point } from "./curve.ts"
import { dealingInputs, dealingPublics, divided, LIMB, maskOf, shareOf, valueAt } from "./dealing-model.ts"
import type { Dealing } from "./dealing-model.ts"
import { WitnessRefusedError } from "./harness/calculator.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { graft } from "./harness/graft.ts"
import { ProvedCircuit } from "./harness/proved-circuit.ts"
import { R } from "./model.ts"

const random = seeded("deal", R)
const scalar = (): bigint => random() % ORDER

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const LOW_SUM = "linear main.ShareOf.carry main.ShareOf.low main.ShareOf.multiple main.ShareOf.shareLow"
const ENCRYPTED = "main.encryptedShares main.isRecipient main.mask main.share"

/** `size` places, of which `absent` are nobody's. */
const dealing = (size: number, threshold: number, absent: readonly number[] = []): Dealing & { secrets: bigint[] } => {
  const secrets = Array.from({ length: size }, scalar)
  return {
    secrets,
    coefficients: secrets.map((_, k) => (k < threshold ? scalar() : 0n)),
    ephemeral: scalar(),
    context: random() >> 6n,
    recipientKeys: secrets.map((secret, j): Point => (absent.includes(j) ? IDENTITY : times(secret))),
  }
}

describe("circuit: deal-5", () => {
  let circuit: Circuit
  before(async () => {
    circuit = await release("deal-5")
  })

  const admits = async (dealt: Dealing): Promise<Witness> => {
    const witness = await satisfied(circuit, dealingInputs(dealt))
    expect(circuit.publics(witness)).to.deep.equal(dealingPublics(dealt))
    return witness
  }

  describe("admits", () => {
    it("3 of 5, and every recipient opens the share that fits the commitments", async () => {
      const dealt = dealing(5, 3)
      const publics = circuit.publics(await admits(dealt))
      const point = (at: number): Point => [publics[at]!, publics[at + 1]!]
      dealt.secrets.forEach((secret, j) => {
        const shared = times(secret, point(10))
        const share =
          (publics[12 + j]! -
            maskOf({ ...dealt, ephemeral: 1n, recipientKeys: dealt.secrets.map(() => shared) }, j) +
            R) %
          R
        expect(share).to.equal(valueAt(dealt.coefficients, j + 1) % ORDER)
        // Feldman's check, which everybody can make of a share.
        const committed = [0, 1, 2, 3, 4].map((k) => times(BigInt(j + 1) ** BigInt(k), point(2 * k)))
        expect(plus(...committed)).to.deep.equal(times(share))
      })
      expect(publics.slice(6, 10)).to.deep.equal([...IDENTITY, ...IDENTITY])
    })

    it("places that nobody holds: no share is encrypted for them", async () => {
      const dealt = dealing(5, 2, [1, 4])
      const witness = await admits(dealt)
      expect(circuit.value(witness, "main.recipients")).to.equal(0b01101n)
      for (const j of [1, 4]) expect(circuit.value(witness, `main.encryptedShares[${j}]`)).to.equal(0n)
      await admits(dealing(5, 2, [0, 1, 2, 3, 4]))
    })

    it("coefficients and contexts at their edges", async () => {
      const dealt = dealing(5, 5)
      for (const coefficient of [0n, ORDER, SCALARS - 1n]) {
        await admits({ ...dealt, coefficients: dealt.coefficients.map(() => coefficient) })
      }
      for (const context of [0n, 2n ** 248n - 1n]) await admits({ ...dealt, context })
    })

    it("the twin of a share, which opens the same", async () => {
      const dealt = dealing(5, 3)
      const coefficients = [7n, ORDER - 1n, 0n, 0n, 0n]
      const twin = divided(coefficients, 2, true)
      expect(shareOf(twin)).to.equal(5n + ORDER)
      const witness = await satisfied(circuit, dealingInputs({ ...dealt, coefficients }, { 1: twin }))
      const encrypted = (shareOf(twin) + maskOf(dealt, 1)) % R
      expect(circuit.value(witness, "main.encryptedShares[1]")).to.equal(encrypted)
    })
  })

  it("hides the shares of one key in two places by two masks", async () => {
    const dealt = dealing(5, 3)
    const keys = dealt.recipientKeys.map((key, j) => (j === 3 ? dealt.recipientKeys[1]! : key))
    const witness = await admits({ ...dealt, recipientKeys: keys })
    expect(circuit.value(witness, "main.mask[1]")).to.not.equal(circuit.value(witness, "main.mask[3]"))
  })

  describe("refuses", () => {
    const dealt = dealing(5, 3)
    let witness: Witness
    before(async () => {
      witness = await circuit.calculate(dealingInputs(dealt))
    })
    /** Parts of an honest dealing of other inputs in this one. */
    const mixes = async (other: Partial<Dealing>, parts: string[], places: string[]): Promise<void> => {
      const donor = await circuit.calculate(dealingInputs({ ...dealt, ...other }))
      forged(circuit, witness, graft(circuit, donor, ...parts), places)
    }

    it("a wrong share for one recipient, whoever that is", async () => {
      for (let j = 0; j < 5; j++) {
        const right = divided(dealt.coefficients, j + 1)
        await defeated(circuit, dealingInputs(dealt, { [j]: { shareLow: right.shareLow ^ 1n } }), {
          template: "ShareOf",
          places: [LOW_SUM],
        })
      }
    })

    it("the share of another index, or of another polynomial", async () => {
      const high = "linear main.ShareOf.carry main.ShareOf.high main.ShareOf.multiple main.ShareOf.shareHigh"
      await defeated(circuit, dealingInputs(dealt, { 1: divided(dealt.coefficients, 3) }), {
        template: "ShareOf",
        places: [LOW_SUM, high],
      })
      const other = dealing(5, 3).coefficients
      await defeated(circuit, dealingInputs(dealt, { 4: divided(other, 5) }), {
        template: "ShareOf",
        places: [LOW_SUM, high],
      })
    })

    it("a share beyond 251 bits, with a multiple to fit", async () => {
      const right = divided(dealt.coefficients, 1)
      const value = shareOf(right) + 2n * ORDER
      const large = { shareLow: value % LIMB, shareHigh: value / LIMB, multiple: right.multiple - 2n }
      const rest = right.carry * LIMB + right.shareLow - large.shareLow + 2n * (ORDER % LIMB)
      await defeated(circuit, dealingInputs(dealt, { 0: { ...large, carry: rest / LIMB } }), {
        template: "Num2Bits",
        places: [
          sumOf("main.ShareOf.AssertBits#1"),
          ...(large.multiple < 0n ? [sumOf("main.ShareOf.AssertBits#2")] : []),
        ],
      })
    })

    /** All that stands between the coefficients and the encrypted shares. */
    const SHARES = ["ShareOf", "shareLow", "shareHigh", "multiple", "carry"].map((part) => `main.${part}`)

    it("a commitment to another coefficient than the shares are of", async () => {
      // It differs in the lower limb alone, so that one link at a time can be cut.
      const coefficients = dealt.coefficients.with(1, dealt.coefficients[1]! ^ 1n)
      await mixes(
        { coefficients },
        ["main.GeneratorTimes[1]"],
        ["linear main.GeneratorTimes.bits main.coefficientBits"],
      )
      for (const [parts, place] of [
        [["main.low[1]"], "linear main.Field.value main.low"],
        [["main.Field[1]"], "linear main.Field.bits main.coefficientBits"],
        [["main.GeneratorTimes[1]", "main.coefficientBits[1]"], "linear main.ScalarBits.bits main.coefficientBits"],
        [
          ["main.GeneratorTimes[1]", "main.coefficientBits[1]", "main.ScalarBits[1]"],
          "linear main.ScalarBits.scalar main.coefficient",
        ],
        [[], "linear main.ShareOf.low main.low"],
      ] as const) {
        await mixes({ coefficients }, [...SHARES, ...parts], [place])
      }
      const upper = dealt.coefficients.with(1, dealt.coefficients[1]! ^ LIMB)
      for (const [parts, place] of [
        [["main.high[1]"], "linear main.Field#1.value main.high"],
        [["main.Field#1[1]"], "linear main.Field#1.bits main.coefficientBits"],
        [[], "linear main.ShareOf.high main.high"],
      ] as const) {
        await mixes({ coefficients: upper }, [...SHARES, ...parts], [place])
      }
      forged(circuit, witness, { "main.commitments[1][0]": 0n }, ["linear main.GeneratorTimes.point main.commitments"])
    })

    it("a share that is encrypted and another that was computed", () => {
      const share = circuit.value(witness, "main.share[2]")
      forged(circuit, witness, { "main.share[2]": share + 1n }, ["linear main.ShareOf.share main.share"])
      forged(circuit, witness, { "main.encryptedShares[2]": random() }, [ENCRYPTED])
    })

    it("masks that come from another ephemeral key than is shown, so that nobody could open a share", async () => {
      const other = { ephemeral: scalar() }
      await mixes(other, ["main.PointTimes[4]"], ["linear main.PointTimes.bits main.ephemeralBits"])
      await mixes(other, ["main.GeneratorTimes#1"], ["linear main.GeneratorTimes#1.bits main.ephemeralBits"])
      const all = ["main.GeneratorTimes#1", "main.PointTimes", "main.ephemeralBits"]
      await mixes(other, all, ["linear main.ScalarBits#1.bits main.ephemeralBits"])
      await mixes(other, [...all, "main.ScalarBits#1"], ["linear main.ScalarBits#1.scalar main.ephemeral"])
      forged(circuit, witness, { "main.ephemeralKey[1]": 1n }, ["linear main.GeneratorTimes#1.point main.ephemeralKey"])
    })

    it("a mask for another key, another index, another context or another use", async () => {
      const recipientKeys = dealt.recipientKeys.with(2, times(scalar()))
      await mixes({ recipientKeys }, ["main.PointTimes[2]"], ["linear main.PointTimes.base main.recipientKeys"])
      const place = "linear main.Poseidon.inputs main.context"
      for (const [input, value, where] of [
        [3, dealt.context + 3n * 2n ** 248n, place],
        [3, dealt.context + 2n * 2n ** 248n, undefined],
        [3, dealt.context + 1n + 2n * 2n ** 248n, place],
        [0, 1n, "linear main.Poseidon.inputs"],
        [1, 0n, "linear main.Poseidon.inputs main.shared"],
        [2, 1n, "linear main.Poseidon.inputs main.shared"],
      ] as const) {
        const name = `main.Poseidon[1].inputs[${input}]`
        if (where) forged(circuit, witness, { [name]: value }, [where])
        else expect(circuit.value(witness, name)).to.equal(value)
      }
      forged(circuit, witness, { "main.mask[1]": 0n }, ["linear main.Poseidon.out main.mask"])
      forged(circuit, witness, { "main.shared[1][0]": 0n }, ["linear main.PointTimes.point main.shared"])
      forged(circuit, witness, { "main.shared[1][1]": 1n }, ["linear main.PointTimes.point main.shared"])
    })

    it("a share for who is no recipient, and none for who is", async () => {
      const few = dealing(5, 2, [0])
      const without = await circuit.calculate(dealingInputs(few))
      const share = circuit.value(without, "main.share[0]") + circuit.value(without, "main.mask[0]")
      forged(circuit, without, { "main.encryptedShares[0]": share }, [ENCRYPTED])
      forged(circuit, without, { "main.isRecipient[0]": 1n }, ["linear main.Num2Bits.out main.isRecipient"])
      forged(circuit, without, { "main.Num2Bits.out[0]": 1n }, [sumOf("main")])
      forged(circuit, without, { "main.Num2Bits.out[0]": 1n, "main.Num2Bits.in": 31n }, [
        "linear main.Num2Bits.in main.recipients",
      ])
      // One bit for the next one's.
      forged(circuit, without, { "main.Num2Bits.out[0]": 2n, "main.Num2Bits.out[1]": 0n }, ["main.Num2Bits.out"])
      forged(circuit, witness, { "main.encryptedShares[0]": 0n }, [ENCRYPTED])
      forged(circuit, witness, { "main.isRecipient[0]": 0n }, ["linear main.Num2Bits.out main.isRecipient"])
    })

    it("recipients beyond the places that there are", async () => {
      for (const beyond of [2n ** 5n, 2n ** 8n, R - 32n]) {
        const inputs = { ...dealingInputs(dealt), recipients: 31n + beyond }
        await defeated(circuit, inputs, { template: "Num2Bits", places: [sumOf("main")] })
      }
    })

    it("a coefficient or an ephemeral scalar of more than 251 bits", async () => {
      const large = { ...dealingInputs(dealt), ephemeral: SCALARS }
      await defeated(circuit, large, { template: "Num2Bits", places: [sumOf("main.ScalarBits#1")] })
      const inputs = dealingInputs(dealt)
      const coefficient = dealt.coefficients.with(0, dealt.coefficients[0]! + SCALARS)
      await defeated(circuit, { ...inputs, coefficient }, { template: "Num2Bits", places: [sumOf("main.ScalarBits")] })
    })

    it("a change of any public signal of a finished proof", () => {
      const simplified = circuit.simplify(witness)
      loadVectors("parameters").signals["deal-5"].forEach((name, index) => {
        for (const value of [simplified[index + 1]! + 1n, R - 1n, random()]) {
          const changed = simplified.with(index + 1, value)
          expect(circuit.breaksAt(changed, index + 1), `${name} = ${value}`).to.equal(true)
        }
      })
    })
  })
})

/*
 * The same template as deal-5, where each of its constraints is tested: here is what nine trustees could change.
 */
describe("circuit: deal-9", () => {
  let circuit: ProvedCircuit
  before(async () => {
    circuit = await ProvedCircuit.load(mainOf("deal-9"))
  })

  const admits = async (dealt: Dealing): Promise<void> => {
    const witness = await circuit.calculate(dealingInputs(dealt))
    expect(circuit.proves(witness)).to.equal(true)
    expect(circuit.publics(witness)).to.deep.equal(dealingPublics(dealt))
    expect(circuit.publics(witness)).to.have.length(loadVectors("parameters").signals["deal-9"].length)
  }

  it("admits 5 of 9, 9 of 9, and places that nobody holds", async () => {
    await admits(dealing(9, 5))
    await admits(dealing(9, 9))
    await admits(dealing(9, 4, [2, 7, 8]))
  })

  it("admits the largest coefficients: no sum overflows", async () => {
    const dealt = dealing(9, 9)
    await admits({ ...dealt, coefficients: dealt.coefficients.map(() => SCALARS - 1n) })
  })

  it("refuses a wrong share, for the first and for the last", async () => {
    const dealt = dealing(9, 5)
    for (const j of [0, 8]) {
      const inputs = dealingInputs(dealt, { [j]: { shareLow: divided(dealt.coefficients, j + 1).shareLow ^ 1n } })
      const answer = await circuit.calculate(inputs).catch((error: unknown) => error)
      expect(answer).to.be.instanceOf(WitnessRefusedError)
      expect(circuit.proves(await circuit.calculateUnchecked(inputs))).to.equal(false)
    }
  })
})
