import { expect } from "chai"
import { seeded } from "../../scripts/vectors/seeded.ts"
import { fixture } from "./circuits.ts"
import {
  bitsOf,
  FULL_ORDER,
  GENERATOR,
  IDENTITY,
  isOnCurve,
  opposite,
  ORDER,
  ORDER_2,
  plus,
  SCALARS,
  times,
} from "./curve.ts"
import type { Point } from "./curve.ts"
import type { Circuit, Witness } from "./harness/circuit.ts"
import { defeated, forged, refused, satisfied, unprovable } from "./harness/expectations.ts"
import { graft } from "./harness/graft.ts"
import { R } from "./model.ts"

const random = seeded("baby-jubjub", R)
const scalar = (): bigint => random() % ORDER

/** Scalars at which something of the formulas begins or ends: windows of 3 bits, segments of 148 and of 249, the order. */
const EDGES = [
  0n,
  1n,
  2n,
  7n,
  8n,
  2n ** 147n,
  2n ** 148n - 1n,
  2n ** 148n,
  2n ** 249n - 1n,
  2n ** 249n,
  2n ** 250n,
  ORDER - 1n,
  ORDER,
  ORDER + 1n,
  SCALARS - 1n,
]

const pointOf = (circuit: Circuit, witness: Witness, signal = "main.point"): Point => [
  circuit.value(witness, `${signal}[0]`),
  circuit.value(witness, `${signal}[1]`),
]

/**
 * The slopes of a witness whose denominator is 0, by the component that adds or doubles. Where the numerator is 0 too, any slope
 * would do, and the sum would be any point that the prover likes.
 */
function withoutSlope(circuit: Circuit, witness: Witness): string[] {
  const value = (name: string): bigint => circuit.value(witness, name)
  const components = circuit.symbols.names.filter((name) => name.endsWith(".lamda")).map((name) => name.slice(0, -6))
  expect(components).to.have.length.above(50)
  return components.filter((component) => {
    return circuit.symbols.has(`${component}.in1[0]`)
      ? value(`${component}.in1[0]`) === value(`${component}.in2[0]`)
      : value(`${component}.in[1]`) === 0n
  })
}

describe("circuit: ScalarBits", () => {
  const SUM = "linear main.Num2Bits.in main.Num2Bits.out"
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("scalar-bits")
  })

  it("gives the bits of every scalar below 2^251, twins by the order among them", async () => {
    for (const value of [...EDGES, scalar()]) {
      const witness = await satisfied(circuit, { scalar: value })
      expect(bitsOf(value, 251)).to.deep.equal(
        bitsOf(value, 251).map((_, i) => circuit.value(witness, `main.bits[${i}]`)),
      )
    }
  })

  it("refuses more", async () => {
    for (const value of [SCALARS, SCALARS + 1n, -1n, R / 2n]) {
      await defeated(circuit, { scalar: value }, { template: "Num2Bits", places: [SUM] })
    }
  })

  it("gives no other bits", async () => {
    const witness = await circuit.calculate({ scalar: 5n })
    const last = "linear main.Num2Bits.out main.bits"
    forged(circuit, witness, { "main.bits[0]": 0n }, [last])
    forged(circuit, witness, { "main.Num2Bits.out[1]": 1n }, [SUM])
    forged(circuit, witness, { "main.Num2Bits.out[0]": 3n, "main.Num2Bits.out[1]": -1n }, ["main.Num2Bits.out"])
    forged(circuit, witness, { "main.scalar": 6n, "main.Num2Bits.in": 5n }, ["linear main.Num2Bits.in main.scalar"])
  })
})

describe("circuit: GeneratorTimes", () => {
  /** Adds the last window; all others are far from its exceptions. */
  const LAST = "main.EscalarMulFix.segments[0].adders[82]"
  /** The one pattern of the first 249 bits for which the last window is opposite to what was summed up before. */
  const OPPOSITE = 797546722194482024037982888770643071568945925300745316575367714387401675944n
  let full: Circuit, short: Circuit
  before(async () => {
    full = await fixture("generator-times-251")
    short = await fixture("generator-times-40")
  })

  const admits = async (circuit: Circuit, value: bigint, width: number): Promise<void> => {
    const witness = await satisfied(circuit, { bits: bitsOf(value, width) })
    const point = pointOf(circuit, witness)
    expect(point, `${value}`).to.deep.equal(times(value))
    expect(isOnCurve(point)).to.equal(true)
    expect(withoutSlope(circuit, witness), `${value}`).to.deep.equal([])
  }

  it("is the multiple, for scalars at all edges and any other", async () => {
    for (const value of [...EDGES, scalar(), scalar(), scalar()]) await admits(full, value, 251)
    for (const value of [0n, 1n, 7n, 8n, 2n ** 39n, 2n ** 40n - 1n, scalar() % 2n ** 40n])
      await admits(short, value, 40)
  })

  it("has no proof where points are opposite, and only there", async () => {
    for (const high of [0n, 1n, 2n, 3n]) {
      const bits = bitsOf(OPPOSITE + (high << 249n), 251)
      await refused(full, { bits }, "MontgomeryAdd")
      const witness = await full.calculateUnchecked({ bits })
      // The sum would be the identity, which has no coordinates in this form. No slope leads there, and none leads elsewhere.
      expect(full.value(witness, `${LAST}.in1[0]`)).to.equal(full.value(witness, `${LAST}.in2[0]`))
      expect(full.value(witness, `${LAST}.in1[1]`)).to.equal(R - full.value(witness, `${LAST}.in2[1]`))
      expect(withoutSlope(full, witness)).to.include(LAST)
      for (const slope of [0n, 1n, random()]) {
        const forgery = full.forge(witness, { [`${LAST}.lamda`]: slope })
        expect(full.broken(forgery)).to.include(SLOPE)
        expect(full.proves(forgery)).to.equal(false)
      }
    }
    for (const near of [OPPOSITE - 1n, OPPOSITE + 1n]) await admits(full, near, 251)
  })

  it("cannot be another point", async () => {
    const value = scalar()
    const witness = await full.calculate({ bits: bitsOf(value, 251) })
    const other = await full.calculate({ bits: bitsOf(value ^ 1n, 251) })
    forged(full, witness, graft(full, other, "main.EscalarMulFix", "main.point"), [
      "linear main.EscalarMulFix.e main.bits",
    ])
    forged(full, witness, { "main.point[0]": 1n }, ["linear main.EscalarMulFix.out main.point"])
  })

  const SLOPE = [`in1`, `in2`, `lamda`].map((signal) => `main.EscalarMulFix.segments.adders.${signal}`).join(" ")
})

describe("circuit: PointTimes", () => {
  const ZERO = "main.EscalarMulAny.zeropoint.in main.EscalarMulAny.zeropoint.out"
  const NOT_ZERO = "main.EscalarMulAny.zeropoint.in main.EscalarMulAny.zeropoint.inv main.EscalarMulAny.zeropoint.out"
  const BASE = times(scalar())
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("point-times")
  })

  it("is the multiple, for scalars at all edges and points of the subgroup", async () => {
    for (const [value, base] of [
      ...EDGES.map((value) => [value, BASE] as const),
      [scalar(), GENERATOR],
      [scalar(), opposite(GENERATOR)],
      [scalar(), times(scalar())],
      [SCALARS - 1n, GENERATOR],
    ] as const) {
      const witness = await satisfied(circuit, { bits: bitsOf(value, 251), base })
      expect(pointOf(circuit, witness), `${value}`).to.deep.equal(times(value, base))
      expect(withoutSlope(circuit, witness), `${value}`).to.deep.equal([])
    }
  })

  it("is the identity for the identity", async () => {
    for (const value of [...EDGES, scalar()]) {
      const witness = await satisfied(circuit, { bits: bitsOf(value, 251), base: IDENTITY })
      expect(pointOf(circuit, witness)).to.deep.equal(IDENTITY)
    }
  })

  it("cannot take a point for the identity, nor the identity for a point", async () => {
    const bits = bitsOf(scalar(), 251)
    const ofPoint = await circuit.calculate({ bits, base: BASE })
    const ofIdentity = await circuit.calculate({ bits, base: IDENTITY })
    // Who takes the point for the identity multiplies the generator in its place and throws the product away.
    const all = graft(
      circuit,
      ofIdentity,
      "main.EscalarMulAny.segments",
      "main.EscalarMulAny.doublers",
      "main.EscalarMulAny.m2e",
      "main.EscalarMulAny.adders",
    )
    const gone = { ...all, "main.EscalarMulAny.zeropoint.out": 1n, "main.EscalarMulAny.zeropoint.inv": 0n }
    const forgery = circuit.forge(ofPoint, gone)
    expect(pointOf(circuit, forgery)).to.deep.equal(IDENTITY)
    unprovable(circuit, forgery, [ZERO])
    // And the identity, taken for a point, cannot be brought into the other form.
    const kept = circuit.forge(ofIdentity, { "main.EscalarMulAny.zeropoint.out": 0n })
    expect(circuit.broken(kept)).to.include(NOT_ZERO)
    expect(circuit.proves(kept)).to.equal(false)
  })

  it("cannot be another multiple, or one of another point", async () => {
    const value = scalar()
    const witness = await circuit.calculate({ bits: bitsOf(value, 251), base: BASE })
    for (const changed of [1n, 1n << 147n, 1n << 148n, 1n << 250n]) {
      const other = await circuit.calculate({ bits: bitsOf(value ^ changed, 251), base: BASE })
      forged(circuit, witness, graft(circuit, other, "main.EscalarMulAny", "main.point"), [
        "linear main.EscalarMulAny.e main.bits",
      ])
    }
    const elsewhere = await circuit.calculate({ bits: bitsOf(value, 251), base: GENERATOR })
    forged(circuit, witness, graft(circuit, elsewhere, "main.EscalarMulAny", "main.point"), [
      "linear main.EscalarMulAny.p main.base",
    ])
    forged(circuit, witness, { "main.point[1]": 1n }, ["linear main.EscalarMulAny.out main.point"])
  })

  it("leaves the subgroup to its caller: the point of order 2 counts as the identity", async () => {
    const witness = await satisfied(circuit, { bits: bitsOf(1n, 251), base: ORDER_2 })
    expect(pointOf(circuit, witness)).to.deep.equal(IDENTITY)
  })
})

describe("circuit: PointSum", () => {
  const X = ["beta", "gamma", "tau", "xout"].map((signal) => `main.BabyAdd.${signal}`).join(" ")
  const Y = ["beta", "delta", "gamma", "tau", "yout"].map((signal) => `main.BabyAdd.${signal}`).join(" ")
  const P = times(scalar())
  let circuit: Circuit
  before(async () => {
    circuit = await fixture("point-sum")
  })

  it("is the sum of any two points of the curve: it has no exceptions", async () => {
    const points = [IDENTITY, GENERATOR, P, opposite(P), plus(P, P), ORDER_2, FULL_ORDER, opposite(FULL_ORDER)]
    for (const point of points) expect(isOnCurve(point)).to.equal(true)
    for (const first of points) {
      for (const second of points) {
        const sum = plus(first, second)
        await satisfied(circuit, { first, second }, { "main.point[0]": sum[0], "main.point[1]": sum[1] })
      }
    }
  })

  it("is settled by the two", async () => {
    for (const [first, second] of [
      [P, GENERATOR],
      [P, P],
      [P, opposite(P)],
    ] as const) {
      const witness = await circuit.calculate({ first, second })
      forged(circuit, witness, { "main.BabyAdd.xout": random() }, [X])
      forged(circuit, witness, { "main.BabyAdd.yout": random() }, [Y])
    }
  })

  it("adds what it is given to add", async () => {
    const witness = await circuit.calculate({ first: P, second: GENERATOR })
    // One coordinate at a time: the mirror images of a point lie on the curve too.
    const images = (of: Point): [Point, Point] => [opposite(of), plus(opposite(of), ORDER_2)]
    for (const [i, axis] of ["x", "y"].entries()) {
      for (const [other, place] of [
        [{ first: images(P)[i]!, second: GENERATOR }, `linear main.BabyAdd.${axis}1 main.first`],
        [{ first: P, second: images(GENERATOR)[i]! }, `linear main.BabyAdd.${axis}2 main.second`],
      ] as const) {
        forged(circuit, witness, graft(circuit, await circuit.calculate(other), "main.BabyAdd", "main.point"), [place])
      }
    }
    forged(circuit, witness, { "main.point[0]": 0n }, ["linear main.BabyAdd.xout main.point"])
    forged(circuit, witness, { "main.point[1]": 0n }, ["linear main.BabyAdd.yout main.point"])
  })
})
