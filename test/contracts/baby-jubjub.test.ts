import { babyjubjub } from "@noble/curves/misc.js"
import { expect } from "chai"
import {
  GENERATOR,
  generatorTimes,
  IDENTITY,
  negated,
  pointSum,
  SUBGROUP_ORDER,
  type Point,
} from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { deployed, simulatedChain, type Callable } from "./chain.ts"
import { Random } from "./random.ts"

const { Fp } = babyjubjub.Point

/** Of order 2. */
const HALF_TURN: Point = [0n, FIELD_ORDER - 1n]
/** Of order 4: a * x^2 = 1. */
const QUARTER_TURN: Point = [Fp.inv(Fp.sqrt(168700n)), 0n]
/** Of order 8. */
const EIGHTH_TURN = eighthTurn()

const random = new Random(11)
const scalar = () => random.element()

describe("BabyJubJub", () => {
  let curve: Callable<
    | "parameters"
    | "isCanonical"
    | "isIdentity"
    | "isOnCurve"
    | "isInSubgroup"
    | "negate"
    | "addEach"
    | "addAndSubtractEach"
    | "evaluate"
    | "combine"
    | "vanishes"
    | "keepsMemory"
  >

  // Points in the subgroup, outside it and at every edge.
  const some = generatorTimes(scalar())
  const edges: Point[] = [
    IDENTITY,
    HALF_TURN,
    QUARTER_TURN,
    negated(QUARTER_TURN),
    EIGHTH_TURN,
    GENERATOR,
    negated(GENERATOR),
    generatorTimes(SUBGROUP_ORDER - 2n),
    some,
    negated(some),
    pointSum(some, HALF_TURN),
    pointSum(some, EIGHTH_TURN),
    ...Array.from({ length: 4 }, () => generatorTimes(scalar())),
  ]
  const pairs = edges.flatMap((first) => edges.map((second) => [first, second] as const))

  before(async () => {
    curve = await deployed(await simulatedChain(), "BabyJubJubHarness")
  })

  it("is the SDK's curve", async () => {
    const [a, d, order, generator] = (await curve.parameters()) as [bigint, bigint, bigint, bigint[]]
    expect([a, d, order]).to.deep.equal([babyjubjub.Point.CURVE().a, babyjubjub.Point.CURVE().d, SUBGROUP_ORDER])
    expect([...generator]).to.deep.equal([...GENERATOR])
  })

  it("takes coordinates below r only", async () => {
    expect(await curve.isCanonical(0n, FIELD_ORDER - 1n)).to.equal(true)
    expect(await curve.isCanonical(FIELD_ORDER - 1n, 0n)).to.equal(true)
    for (const more of [FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 256n - 1n]) {
      expect(await curve.isCanonical(more, 1n), `x = ${more}`).to.equal(false)
      expect(await curve.isCanonical(1n, more), `y = ${more}`).to.equal(false)
    }
  })

  it("knows the identity from its likes", async () => {
    expect(await curve.isIdentity(0n, 1n)).to.equal(true)
    for (const [x, y] of [[0n, 0n], HALF_TURN, [1n, 1n], GENERATOR] as Point[]) {
      expect(await curve.isIdentity(x, y)).to.equal(false)
    }
  })

  it("tells points of the curve from others", async () => {
    for (const [x, y] of edges) expect(await curve.isOnCurve(x, y), `${x}, ${y}`).to.equal(true)
    const [x, y] = some
    for (const [wrongX, wrongY] of [
      [0n, 0n],
      [1n, 1n],
      [y, x],
      [x, y + 1n],
      [x + 1n, y],
      [1n, 0n],
    ] as Point[]) {
      expect(await curve.isOnCurve(wrongX, wrongY), `${wrongX}, ${wrongY}`).to.equal(false)
    }
  })

  it("tells the subgroup from its seven other cosets", async () => {
    const turns = [IDENTITY]
    for (let turn = 1; turn < 8; turn++) turns.push(pointSum(turns.at(-1)!, EIGHTH_TURN))
    expect(new Set(turns.map(String)).size).to.equal(8)
    for (const inside of [IDENTITY, GENERATOR, some, generatorTimes(SUBGROUP_ORDER - 1n), generatorTimes(scalar())]) {
      for (const [turn, point] of turns.entries()) {
        const [x, y] = pointSum(inside, point)
        expect(await curve.isInSubgroup(x, y), `turned by ${turn} eighths`).to.equal(turn === 0)
      }
    }
  })

  it("negates", async () => {
    for (const [x, y] of edges) expect([...(await pointOf(curve.negate(x, y)))]).to.deep.equal([...negated([x, y])])
  })

  it("adds any two points, also equal and opposite ones and those of small order", async () => {
    const sums = await pointsOf(curve.addEach(flat(pairs.map(([first]) => first)), flat(pairs.map((pair) => pair[1]))))
    expect(sums).to.deep.equal(pairs.map((pair) => [...pointSum(...pair)]))
    expect(await pointsOf(curve.addEach([], []))).to.deep.equal([])
  })

  it("adds and subtracts in one step", async () => {
    const triples = pairs.map(([sum, added]) => [sum, added, random.pick(edges)] as const)
    const columns = [0, 1, 2].map((place) => flat(triples.map((triple) => triple[place]!)))
    const changed = await pointsOf(curve.addAndSubtractEach(columns[0], columns[1], columns[2]))
    expect(changed).to.deep.equal(triples.map(([sum, added, gone]) => [...pointSum(sum, added, negated(gone))]))
  })

  it("evaluates polynomials of points as those of their scalars", async () => {
    for (let threshold = 1; threshold <= 9; threshold++) {
      const scalars = Array.from({ length: threshold }, scalar)
      // Some coefficients are 0, at both ends too.
      if (threshold > 2) scalars[random.below(threshold)] = 0n
      const values = await pointsOf(curve.evaluate(flat(scalars.map(generatorTimes)), 9))
      const expected = Array.from({ length: 9 }, (_, place) =>
        scalars.reduceRight((value, coefficient) => value * BigInt(place + 1) + coefficient, 0n),
      )
      expect(values, `${threshold} coefficients`).to.deep.equal(expected.map((value) => [...generatorTimes(value)]))
    }
    expect(await pointsOf(curve.evaluate(flat([IDENTITY, IDENTITY]), 2))).to.deep.equal([IDENTITY, IDENTITY])
  })

  it("adds multiples of points as those of their scalars", async () => {
    const factors = [
      0n,
      1n,
      -1n,
      2n,
      -3n,
      2n ** 63n,
      2n ** 64n - 1n,
      1n - 2n ** 64n,
      SUBGROUP_ORDER - 1n,
      -SUBGROUP_ORDER,
    ]
    for (let round = 0; round < 40; round++) {
      const terms = Array.from({ length: random.below(6) }, () => ({
        scalar: random.below(4) === 0 ? BigInt(random.below(3)) : scalar(),
        factor: random.below(2) === 0 ? random.pick(factors) : BigInt(random.below(2 ** 31) - 2 ** 30),
      }))
      const points = flat(terms.map((term) => generatorTimes(term.scalar)))
      const given = terms.map(({ factor }) => factor)
      const sum = terms.reduce((total, term) => total + term.scalar * term.factor, 0n)
      expect([...(await pointOf(curve.combine(points, given)))], String(given)).to.deep.equal([...generatorTimes(sum)])
      expect(await curve.vanishes(points, given)).to.equal(sum % SUBGROUP_ORDER === 0n)
    }
  })

  it("takes the largest factors that fit", async () => {
    const most = 2n ** 255n - 1n
    expect([...(await pointOf(curve.combine(GENERATOR, [most])))]).to.deep.equal([...generatorTimes(most)])
    expect([...(await pointOf(curve.combine(GENERATOR, [-most])))]).to.deep.equal([...generatorTimes(-most)])
  })

  it("sees that a sum vanishes, and that one that is off by one or by a half turn does not", async () => {
    for (let round = 0; round < 10; round++) {
      const [first, second] = [scalar(), scalar()]
      const [three, seven] = [generatorTimes(first), generatorTimes(second)]
      const last = generatorTimes(3n * first - 7n * second)
      expect(await curve.vanishes(flat([three, seven, last]), [3n, -7n, -1n])).to.equal(true)
      expect(await curve.vanishes(flat([three, seven, last]), [3n, -7n, -2n])).to.equal(false)
      expect(await curve.vanishes(flat([three, seven, last, GENERATOR]), [3n, -7n, -1n, 1n])).to.equal(false)
      expect(await curve.vanishes(flat([three, seven, pointSum(last, HALF_TURN)]), [3n, -7n, -1n])).to.equal(false)
    }
    expect(await curve.vanishes([], [])).to.equal(true)
    expect(await curve.vanishes(flat([HALF_TURN]), [2n])).to.equal(true)
    expect(await curve.vanishes(flat([QUARTER_TURN]), [2n])).to.equal(false)
  })

  it("leaves its arguments and earlier results as they are", async () => {
    expect(
      await curve.keepsMemory(
        flat(edges),
        edges.map((_, place) => BigInt(place - 5)),
      ),
    ).to.equal(true)
  })
})

function eighthTurn(): Point {
  // Any point of the curve, l times: 8 in order unless the point was in a smaller coset.
  for (let y = 2n; ; y++) {
    const yy = (y * y) % FIELD_ORDER
    const xx = Fp.div(Fp.sub(1n, yy), Fp.sub(168700n, Fp.mul(168696n, yy)))
    if (!Fp.eql(Fp.pow(xx, (FIELD_ORDER - 1n) / 2n), 1n)) continue
    const turn = times(SUBGROUP_ORDER, [Fp.sqrt(xx), y])
    if (times(4n, turn)[1] === HALF_TURN[1]) return turn
  }
}

/** By addition alone, for points outside the subgroup as well. */
function times(factor: bigint, point: Point): Point {
  let product = IDENTITY
  for (const bit of factor.toString(2)) {
    product = pointSum(product, product)
    if (bit === "1") product = pointSum(product, point)
  }
  return product
}

function flat(points: readonly Point[]): bigint[] {
  return points.flat()
}

async function pointOf(answer: Promise<unknown>): Promise<Point> {
  return [...((await answer) as Iterable<bigint>)] as unknown as Point
}

async function pointsOf(answer: Promise<unknown>): Promise<bigint[][]> {
  const numbers = [...((await answer) as Iterable<bigint>)]
  return Array.from({ length: numbers.length / 2 }, (_, place) => numbers.slice(2 * place, 2 * place + 2))
}
