import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { fixture } from "./circuits.ts"
import { ORDER, residue, SCALARS } from "./curve.ts"
import { divided, LIMB, lowAt, shareOf, valueAt } from "./dealing-model.ts"
import type { Division } from "./dealing-model.ts"
import type { Inputs } from "./harness/calculator.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, forged, satisfied } from "./harness/expectations.ts"
import { invert } from "../../scripts/circuits/field.ts"
import { R } from "./model.ts"

const random = seeded("share-of", R)
const scalar = (): bigint => random() % ORDER

const sumOf = (component: string): string => `linear ${component}.Num2Bits.in ${component}.Num2Bits.out`
const LOW_BITS = sumOf("main.AssertBits")
const HIGH_BITS = sumOf("main.AssertBits#1")
const MULTIPLE_BITS = sumOf("main.AssertBits#2")
const CARRY_BITS = sumOf("main.AssertBits#3")
const LOW_SUM = "linear main.carry main.low main.multiple main.shareLow"
const HIGH_SUM = "linear main.carry main.high main.multiple main.shareHigh"
const ORDER_LOW = ORDER % LIMB
const ORDER_HIGH = ORDER / LIMB

for (const [count, index] of [
  [3, 2],
  [9, 9],
] as const) {
  describe(`circuit: ShareOf of ${count} coefficients at ${index}`, () => {
    let circuit: Circuit
    before(async () => {
      circuit = await fixture(`share-of-${count}-${index}`)
    })

    const polynomial = (coefficient = scalar): bigint[] => Array.from({ length: count }, coefficient)
    const full = (coefficient: bigint): bigint[] => polynomial(() => coefficient)
    /** The polynomial with another lowest coefficient, so that its value is this one. */
    const through = (value: bigint): bigint[] => {
      const [, ...rest] = polynomial()
      const others = valueAt([0n, ...rest], index)
      return [(((value - others) % ORDER) + ORDER) % ORDER, ...rest]
    }
    const inputsOf = (coefficients: readonly bigint[], division: Division): Inputs => ({
      low: coefficients.map((coefficient) => coefficient % LIMB),
      high: coefficients.map((coefficient) => coefficient / LIMB),
      ...division,
    })
    const highAt = (coefficients: readonly bigint[]): bigint =>
      valueAt(
        coefficients.map((coefficient) => coefficient / LIMB),
        index,
      )
    const admits = async (coefficients: readonly bigint[], twin = false): Promise<Witness> => {
      const share = (valueAt(coefficients, index) % ORDER) + (twin ? ORDER : 0n)
      const division = divided(coefficients, index, twin)
      expect(shareOf(division)).to.equal(share)
      return satisfied(circuit, inputsOf(coefficients, division), { "main.share": share })
    }
    /** Both equations hold, and these ranges alone are against it; and the share is a false one. */
    const falsified = async (coefficients: readonly bigint[], division: Division, places: string[]): Promise<void> => {
      const share = residue(shareOf(division))
      expect((share - valueAt(coefficients, index)) % ORDER, "the share is false").to.not.equal(0n)
      await defeated(circuit, inputsOf(coefficients, division), { template: "Num2Bits", places })
      const witness = await circuit.calculateUnchecked(inputsOf(coefficients, division))
      expect(circuit.value(witness, "main.share")).to.equal(share)
    }

    describe("admits", () => {
      it("the value at the index, whatever the coefficients", async () => {
        for (let i = 0; i < 20; i++) await admits(polynomial())
        for (let threshold = 1; threshold < count; threshold++) {
          await admits(polynomial().map((coefficient, k) => (k < threshold ? coefficient : 0n)))
        }
      })

      it("the smallest and the largest coefficients and limbs", async () => {
        for (const coefficient of [0n, 1n, LIMB - 1n, LIMB, ORDER - 1n, ORDER, SCALARS - 1n, SCALARS - LIMB]) {
          await admits(full(coefficient))
          for (let k = 0; k < count; k++) await admits(full(0n).with(k, coefficient))
        }
      })

      it("shares at the edges, and that of every multiple and carry between", async () => {
        for (const value of [0n, 1n, LIMB - 1n, LIMB, ORDER - 1n]) await admits(through(value))
      })

      it("multiples and carries well within their ranges: no honest dealer meets one", async () => {
        // The largest and the smallest that there are: all limbs of the coefficients at an end, whatever the share.
        const largest = divided(full(SCALARS - 1n), index)
        expect(largest.multiple < 2n ** 27n).to.equal(true)
        const most = (lowAt(full(LIMB - 1n), index) + LIMB) / LIMB
        const least = -(largest.multiple * ORDER_LOW + LIMB) / LIMB
        expect(most < 2n ** 29n && least > -(2n ** 29n)).to.equal(true)
      })

      it("the twin of a share, which opens the same", async () => {
        for (const value of [0n, 1n, SCALARS - ORDER - 1n]) await admits(through(value), true)
        const tooLarge = through(SCALARS - ORDER)
        await defeated(circuit, inputsOf(tooLarge, divided(tooLarge, index, true)), {
          template: "Num2Bits",
          places: [HIGH_BITS],
        })
      })
    })

    describe("refuses", () => {
      const coefficients = through(2n ** 252n / 3n)
      const honest = divided(coefficients, index)

      it("a share that is off by one, in either limb", async () => {
        for (const [changes, place] of [
          [{ shareLow: honest.shareLow + 1n }, LOW_SUM],
          [{ shareLow: honest.shareLow ^ 1n }, LOW_SUM],
          [{ shareHigh: honest.shareHigh + 1n }, HIGH_SUM],
          [{ shareHigh: honest.shareHigh ^ 1n }, HIGH_SUM],
        ] as const) {
          await defeated(circuit, inputsOf(coefficients, { ...honest, ...changes }), {
            template: "ShareOf",
            places: [place],
          })
        }
      })

      it("a multiple or a carry that is off by one", async () => {
        for (const by of [1n, -1n]) {
          for (const [changes, places] of [
            [{ multiple: honest.multiple + by }, [HIGH_SUM, LOW_SUM]],
            [{ carry: honest.carry + by }, [HIGH_SUM, LOW_SUM]],
            // One of the two equations is made to hold.
            [{ carry: honest.carry + by, shareHigh: honest.shareHigh + by }, [LOW_SUM]],
          ] as const) {
            await defeated(circuit, inputsOf(coefficients, { ...honest, ...changes }), {
              template: "ShareOf",
              places: [...places],
            })
          }
        }
      })

      it("any share at all, with the multiple that solves both equations in the field", async () => {
        const value = valueAt(coefficients, index)
        for (const share of [0n, shareOf(honest) + 1n, scalar()]) {
          const multiple = residue(residue(value - share) * invert(ORDER, R))
          const carry = residue(share / LIMB + multiple * ORDER_HIGH - highAt(coefficients))
          await falsified(coefficients, { shareLow: share % LIMB, shareHigh: share / LIMB, multiple, carry }, [
            MULTIPLE_BITS,
            CARRY_BITS,
          ])
        }
      })

      it("a share that is off by the field's order, with a carry out of range and all else in order", async () => {
        // The low limbs' equation wraps around the field once, and the carry takes it to the other.
        for (const value of [valueAt(coefficients, index) + R, valueAt(coefficients, index) - R]) {
          if (value < 0n) continue
          const share = value % ORDER
          const multiple = value / ORDER
          const carry = share / LIMB + multiple * ORDER_HIGH - highAt(coefficients)
          await falsified(coefficients, { shareLow: share % LIMB, shareHigh: share / LIMB, multiple, carry }, [
            CARRY_BITS,
          ])
        }
      })

      it("a share for which a multiple was searched in the whole field, with all else in order", async () => {
        const { by, low, high } = smallMultiple()
        for (const sign of [1n, -1n]) {
          // The multiple grows by a number whose products with both limbs of the order are small: limbs and carry take them up.
          let shareLow = honest.shareLow - sign * low
          const carried = (shareLow - (((shareLow % LIMB) + LIMB) % LIMB)) / LIMB
          shareLow -= carried * LIMB
          const division = {
            shareLow,
            shareHigh: honest.shareHigh - sign * high + carried,
            multiple: residue(honest.multiple + sign * by),
            carry: honest.carry + carried,
          }
          await falsified(coefficients, division, [MULTIPLE_BITS])
        }
      })

      it("a share below 0, with a high limb out of range or a low one", async () => {
        // One multiple too many: the field takes it for a number that is something else modulo l.
        const more = { ...honest, multiple: honest.multiple + 1n, shareHigh: honest.shareHigh - ORDER_HIGH }
        const borrowed = more.shareLow - ORDER_LOW < 0n ? 1n : 0n
        await falsified(
          coefficients,
          {
            ...more,
            shareLow: more.shareLow - ORDER_LOW + borrowed * LIMB,
            shareHigh: more.shareHigh - borrowed,
            carry: honest.carry - borrowed,
          },
          [HIGH_BITS],
        )
        const small = through(ORDER - 5n)
        const { multiple, carry } = divided(small, index)
        const below = { shareLow: -5n, shareHigh: 0n, multiple: multiple + 1n }
        const rest = carry + (divided(small, index).shareLow + 5n - ORDER_LOW) / LIMB
        await falsified(small, { ...below, carry: rest }, [LOW_BITS])
      })

      it("limbs of more bits, though the share is the same", async () => {
        const shifted = { shareLow: honest.shareLow + LIMB, shareHigh: honest.shareHigh - 1n, carry: honest.carry - 1n }
        await defeated(circuit, inputsOf(coefficients, { ...honest, ...shifted }), {
          template: "Num2Bits",
          places: [LOW_BITS],
        })
      })

      it("limits of multiple and carry by one", async () => {
        for (const [changes, places] of [
          [{ multiple: 2n ** 28n }, [MULTIPLE_BITS, HIGH_SUM, LOW_SUM]],
          [{ multiple: 2n ** 28n - 1n }, [HIGH_SUM, LOW_SUM]],
          [{ multiple: -1n }, [MULTIPLE_BITS, HIGH_SUM, LOW_SUM]],
          [{ carry: 2n ** 29n }, [CARRY_BITS, HIGH_SUM, LOW_SUM]],
          [{ carry: 2n ** 29n - 1n }, [HIGH_SUM, LOW_SUM]],
          [{ carry: -(2n ** 29n) }, [HIGH_SUM, LOW_SUM]],
          [{ carry: -(2n ** 29n) - 1n }, [CARRY_BITS, HIGH_SUM, LOW_SUM]],
        ] as const) {
          const witness = await circuit.calculateUnchecked(inputsOf(coefficients, { ...honest, ...changes }))
          forged(circuit, witness, {}, [...places])
        }
      })

      it("limbs that are looked at apart from those that count", async () => {
        const witness = await circuit.calculate(inputsOf(coefficients, honest))
        for (const [component, signal] of [
          ["AssertBits", "shareLow"],
          ["AssertBits#1", "shareHigh"],
          ["AssertBits#2", "multiple"],
          ["AssertBits#3", "carry"],
        ] as const) {
          const flipped = Object.fromEntries(
            [`main.${component}.in`, `main.${component}.Num2Bits.out[0]`].map((name) => {
              const value = circuit.value(witness, name)
              return [name, value ^ 1n]
            }),
          )
          forged(circuit, witness, flipped, [`linear main.${component}.in main.${signal}`])
        }
      })

      it("another share than its limbs spell", async () => {
        const witness = await circuit.calculate(inputsOf(coefficients, honest))
        forged(circuit, witness, { "main.share": shareOf(honest) + ORDER }, [
          "linear main.share main.shareHigh main.shareLow",
        ])
      })
    })
  })
}

/**
 * A number of the field whose products with both limbs of l are small in the field: a short vector of the lattice of all such pairs of
 * products, found by Gauss's reduction. The low limb may be larger than the high one: the carry takes up 2^29 times its size.
 */
function smallMultiple(): { by: bigint; low: bigint; high: bigint } {
  const centred = (value: bigint): bigint => (residue(value) > R / 2n ? residue(value) - R : residue(value))
  const WEIGHT = 1n << 24n
  interface Vector {
    by: bigint
    low: bigint
    high: bigint
  }
  const product = (a: Vector, b: Vector): bigint => a.low * b.low + a.high * b.high * WEIGHT * WEIGHT
  const minus = (a: Vector, b: Vector, times: bigint): Vector => ({
    by: a.by - times * b.by,
    low: a.low - times * b.low,
    high: a.high - times * b.high,
  })
  const start = invert(ORDER_LOW, R)
  let short: Vector = { by: start, low: 1n, high: centred(start * ORDER_HIGH) }
  let long: Vector = { by: 0n, low: 0n, high: R }
  for (;;) {
    if (product(short, short) > product(long, long)) [short, long] = [long, short]
    const size = product(short, short)
    const overlap = product(short, long)
    // Rounded to the nearest, away from 0 at the middle.
    const times = (2n * overlap + (overlap < 0n ? -size : size)) / (2n * size)
    if (times === 0n) return short
    long = minus(long, short, times)
  }
}
